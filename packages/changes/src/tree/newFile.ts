import { ObjectRef } from '@product-gateways/mesh';

/** Where a new object goes: `<cluster path>/<namespace>/<kind>-<name>.yaml`, a Namespace into its own folder. Names have been checked by then. */
export function pathOfNew(
  folder: string,
  { kind, namespace, name }: ObjectRef,
): string {
  const file = `${kind.toLowerCase()}-${name}.yaml`;
  const below = kind === 'Namespace' ? name : namespace;
  return [folder.replace(/\/+$/, ''), below, file].filter(Boolean).join('/');
}
