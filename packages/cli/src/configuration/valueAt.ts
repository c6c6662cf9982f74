import { isRecord } from '@product-gateways/mesh';
import { keysOf } from './locate';

/** What a path such as `spec.http[0].match[1]` names in an object. */
export function valueAt(object: unknown, path: string): unknown {
  return keysOf(path).reduce<unknown>((at, key) => {
    if (Array.isArray(at)) return at[Number(key)];
    return isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }, object);
}
