import {
  Entity,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { productNameOf } from '@product-gateways/backstage-plugin-gateways-common';
import { GatewaysProduct } from '@product-gateways/backstage-plugin-gateways-node';

/** A product as the catalog describes it. */
export interface CatalogProduct extends GatewaysProduct {
  /** As clusters know it. */
  name: string;
  title: string;
}

/** What of an entity is looked at. */
export const entityFields = [
  'kind',
  'metadata.namespace',
  'metadata.name',
  'metadata.title',
  'relations',
];

export function catalogProduct(entity: Entity): CatalogProduct {
  const { title, name } = entity.metadata;
  return {
    entityRef: stringifyEntityRef(entity),
    name: productNameOf(entity),
    title: title ?? name,
    owners: (entity.relations ?? [])
      .filter(({ type }) => type === RELATION_OWNED_BY)
      .map(({ targetRef }) => targetRef),
  };
}
