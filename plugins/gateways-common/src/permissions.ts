import { createPermission } from '@backstage/plugin-permission-common';

/**
 * The resource that all permissions are about: a product, named by its entity reference.
 *
 * @public
 */
export const RESOURCE_TYPE_PRODUCT = 'gateways-product';

/**
 * See a product's gateways, hosts and routes.
 *
 * @public
 */
export const productReadPermission = createPermission({
  name: 'gateways.product.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_PRODUCT,
});

/**
 * Plan a change of a product's gateways, and propose it as a pull request.
 *
 * @public
 */
export const changeProposePermission = createPermission({
  name: 'gateways.change.propose',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_PRODUCT,
});

/**
 * Propose a product that does not exist yet. A policy decides by the entity that it would be: its reference, and its owner.
 *
 * @public
 */
export const productCreatePermission = createPermission({
  name: 'gateways.product.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_PRODUCT,
});

/** @public */
export const gatewaysPermissions = [
  productReadPermission,
  changeProposePermission,
  productCreatePermission,
];
