import { Product } from './Product';

/**
 * What a product's team wants. More kinds will follow.
 *
 * @public
 */
export type Intent = CreateGateway;

/**
 * A product wants a gateway of its own in a cluster, for hosts that it shares today.
 *
 * @public
 */
export interface CreateGateway {
  kind: 'create-gateway';
  product: Product;
  cluster: string;
  hosts: readonly string[];
  /** Where it goes; absent: the product's only namespace there. One that does not exist is made. */
  namespace?: string;
}
