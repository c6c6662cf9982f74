import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { GatewaysProduct } from '@product-gateways/backstage-plugin-gateways-node';
import { catalogProduct, entityFields } from './CatalogProduct';

/** What a policy's conditions are about. The policy decides for everybody, so the catalog is asked as the plugin itself. */
export function productResources({
  catalog,
  auth,
}: {
  catalog: CatalogService;
  auth: AuthService;
}) {
  return async (
    entityRefs: string[],
  ): Promise<Array<GatewaysProduct | undefined>> => {
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs, fields: entityFields },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return items.map(entity => entity && catalogProduct(entity));
  };
}
