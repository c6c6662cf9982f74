import {
  CompoundEntityRef,
  DEFAULT_NAMESPACE,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { CatalogProduct } from './CatalogProduct';

/** What somebody says of a product that does not exist yet. */
export interface WantedProduct {
  ref: CompoundEntityRef;
  title?: string;
  /** An entity reference. */
  owner?: string;
}

/** The product as the catalog will describe it; refused where it could not. */
export function wantedProduct({
  ref,
  title,
  owner,
}: WantedProduct): CatalogProduct {
  const { kind, namespace, name } = ref;
  const isSystem = kind.toLowerCase() === 'system';
  if (!isSystem || namespace.toLowerCase() !== DEFAULT_NAMESPACE)
    throw new InputError(
      `A new product is a System of namespace ${DEFAULT_NAMESPACE}: write system:default/${name}`,
    );
  return {
    entityRef: stringifyEntityRef(ref),
    name,
    title: title || name,
    owners: [ownerIn(owner)],
  };
}

function ownerIn(owner = ''): string {
  try {
    const ref = parseEntityRef(owner);
    if (/^(group|user)$/i.test(ref.kind)) return stringifyEntityRef(ref);
  } catch {
    // Said below, as for any other kind.
  }
  throw new InputError(
    `${JSON.stringify(
      owner,
    )} cannot own a product: write group:default/NAME or user:default/NAME (owner)`,
  );
}
