import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_PRODUCT } from '@product-gateways/backstage-plugin-gateways-common';
import { z } from 'zod';

/**
 * What a permission policy may decide by: a product's entity, and who owns it.
 *
 * @public
 */
export interface GatewaysProduct {
  entityRef: string;
  /** Entity references of the groups and users that the entity is `ownedBy`. */
  owners: string[];
}

/** @public */
export const gatewaysProductResourceRef = createPermissionResourceRef<
  GatewaysProduct,
  { owners: string[] }
>().with({ pluginId: 'gateways', resourceType: RESOURCE_TYPE_PRODUCT });

/**
 * `gatewaysProductConditions.hasOwner({ owners })` holds for products that one of the owners owns: pass the user's
 * `ownershipEntityRefs`. Without owners it holds for none.
 *
 * @public
 */
export const hasOwner = createPermissionRule({
  name: 'HAS_OWNER',
  description: 'Allow products that are owned by one of the given entities',
  resourceRef: gatewaysProductResourceRef,
  paramsSchema: z.object({
    owners: z
      .array(z.string())
      .describe('Entity references, of which one has to own the product'),
  }),
  apply: (product, { owners }) =>
    product.owners.some(owner => owners.includes(owner)),
  toQuery: ({ owners }) => ({ owners }),
});

/** @public */
export const gatewaysProductRules = [hasOwner];

const exported = createConditionExports({
  resourceRef: gatewaysProductResourceRef,
  rules: { hasOwner },
});

/**
 * Conditions for permission policies about products.
 *
 * @public
 */
export const gatewaysProductConditions = exported.conditions;

/**
 * A policy's answer that depends on the product.
 *
 * @example
 * `return createGatewaysProductConditionalDecision(permission, gatewaysProductConditions.hasOwner({ owners }));`
 *
 * @public
 */
export const createGatewaysProductConditionalDecision =
  exported.createConditionalDecision;
