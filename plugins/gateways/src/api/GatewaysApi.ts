import { createApiRef } from '@backstage/frontend-plugin-api';
import {
  ChangePlan,
  ClusterStatus,
  Intent,
  Product,
  ProductChanges,
  ProductGateways,
} from '@product-gateways/backstage-plugin-gateways-common';

/**
 * What the pages ask the gateways backend.
 *
 * Every method throws a `ResponseError` when the backend refuses: its `statusCode` says why, its message what to do.
 *
 * @public
 */
export interface GatewaysApi {
  /**
   * Where a product stands, and what serves it. The same object is returned for as long as the backend's revision is the
   * same, so `===` tells whether anything changed.
   */
  getProductGateways(
    entityRef: string,
    options?: { signal?: AbortSignal },
  ): Promise<ProductGateways>;

  /** What is under way for a product: pull requests, waves to come, and where git and the clusters differ. */
  getProductChanges(
    entityRef: string,
    options?: { signal?: AbortSignal },
  ): Promise<ProductChanges>;

  /** The products the signed-in user may read, by name. */
  getProducts(): Promise<Product[]>;

  /** Every configured cluster, in the order of the configuration. */
  getClusters(): Promise<ClusterStatus[]>;

  /** What an intent would change, and for whom. Nothing is written. */
  planChange(
    intent: Intent,
    options?: { signal?: AbortSignal },
  ): Promise<ChangePlan>;
}

/** @public */
export const gatewaysApiRef = createApiRef<GatewaysApi>().with({
  id: 'plugin.gateways.client',
  pluginId: 'gateways',
});
