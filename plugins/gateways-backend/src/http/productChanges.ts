import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { ProductChanges } from '../changes/ProductChanges';
import { GatewayViews } from '../products/GatewayViews';
import { ProductCatalog } from '../products/ProductCatalog';
import { audited } from './audited';
import { GatewaysRouter } from './GatewaysRouter';

export interface ProductChangesRoute {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  catalog: ProductCatalog;
  views: GatewayViews;
  productChanges: ProductChanges;
}

export function addProductChanges(
  router: GatewaysRouter,
  { httpAuth, auditor, catalog, views, productChanges }: ProductChangesRoute,
) {
  router.get('/products/:kind/:namespace/:name/changes', async (req, res) => {
    const { kind, namespace, name } = req.params;
    const event = {
      eventId: 'product-changes-read',
      request: req,
      meta: { kind, namespace, name },
    };
    const changes = await audited(auditor, event, async () => {
      const credentials = await httpAuth.credentials(req);
      const product = await catalog.readable(
        { kind, namespace, name },
        credentials,
      );
      const naming = await catalog.naming(
        views.ownership.products(),
        credentials,
      );
      return productChanges.of({ product, titleOf: naming.title });
    });
    res.setHeader('Cache-Control', 'private, no-cache');
    res.json(changes);
  });
}
