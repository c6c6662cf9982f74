import { createOpenApiRouter } from '../schema/openapi';
import { addChangePlan, ChangePlanRoute } from './changePlan';
import { addClusters } from './clusters';
import { GatewaysRouter } from './GatewaysRouter';
import { addProductChanges, ProductChangesRoute } from './productChanges';
import { addProductGateways, ProductGatewaysRoute } from './productGateways';
import { addProducts } from './products';

export type RouterOptions = ChangePlanRoute &
  ProductChangesRoute &
  ProductGatewaysRoute;

/** The API of `schema/openapi.yaml`: requests that it does not allow never reach a route. */
export async function createRouter(
  options: RouterOptions,
): Promise<GatewaysRouter> {
  const router = await createOpenApiRouter();
  addClusters(router, options);
  addProducts(router, options);
  addProductGateways(router, options);
  addProductChanges(router, options);
  addChangePlan(router, options);
  return router;
}
