import { ObjectRef } from '@product-gateways/mesh';

/** Where a new object goes: `<cluster path>/<namespace>/<kind>-<name>.yaml`. Names have been checked by then. */
export function pathOfNew(
  folder: string,
  { kind, namespace, name }: ObjectRef,
): string {
  const file = `${kind.toLowerCase()}-${name}.yaml`;
  return [folder.replace(/\/+$/, ''), namespace, file]
    .filter(Boolean)
    .join('/');
}
