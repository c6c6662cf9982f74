import { DEFAULT_NAMESPACE } from '@backstage/catalog-model';

/**
 * The name by which clusters know a product: a System's `metadata.name` in namespace `default`, else `<namespace>.<name>`.
 *
 * @public
 */
export function productNameOf(entity: {
  metadata: { name: string; namespace?: string };
}): string {
  const { name, namespace = DEFAULT_NAMESPACE } = entity.metadata;
  return namespace === DEFAULT_NAMESPACE ? name : `${namespace}.${name}`;
}
