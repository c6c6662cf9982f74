/**
 * Label on a Namespace, a route or a gateway's Deployment, Service or Gateway object: which product it belongs to.
 * Its value is what {@link productNameOf} gives for the product's catalog entity.
 *
 * @public
 */
export const PRODUCT_LABEL = 'product-gateways.io/product';
