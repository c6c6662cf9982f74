import { isRecord, Region, Source } from '@product-gateways/mesh';
import { Configuration } from '../input/Configuration';
import { keysOf } from '../input/locate';

/**
 * The part of a rule that a change is about: where requests go on as they came, what they match says nothing about it.
 * @example `spec.http[0].timeout` rather than `spec.http[0].match[1]`
 */
export function decisivePart(
  { verdict, changes }: Pick<Region, 'verdict' | 'changes'>,
  source: Source,
  { manifestOf }: Configuration,
  cluster: string,
): Source {
  const fields =
    verdict === 'policy-changed'
      ? changes.flatMap(change => fieldsOf.get(change) ?? [change])
      : fieldsOf.get(verdict) ?? [];
  const rule = source.path.replace(/\.match(es)?\[\d+\]$/, '');
  const object = manifestOf(cluster, source.object)?.object;
  const path = fields
    .map(field => `${rule}.${field}`)
    .find(each => valueAt(object, each) !== undefined);
  return path === undefined ? source : { ...source, path };
}

/** As Istio's and as Gateway API's rules call it. */
const fieldsOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['service-changed', ['route', 'backendRefs', 'backend']],
  ['weight-changed', ['route', 'backendRefs']],
  ['timeout', ['timeout', 'timeouts']],
  ['retries', ['retries', 'retry']],
  ['cors', ['corsPolicy', 'filters']],
  ['mirrors', ['mirrors', 'mirror', 'filters']],
  ['redirect', ['redirect', 'filters']],
  ['rewrite', ['rewrite', 'filters']],
  ['headers', ['headers', 'filters']],
]);

/** What a path such as `spec.http[0].match[1]` names in an object. */
export function valueAt(object: unknown, path: string): unknown {
  return keysOf(path).reduce<unknown>((at, key) => {
    if (Array.isArray(at)) return at[Number(key)];
    return isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }, object);
}
