import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { ChangePlanner } from '../changes/createChangePlanner';
import { GatewayViews } from '../products/GatewayViews';
import { ProductCatalog } from '../products/ProductCatalog';
import { audited } from './audited';
import { GatewaysRouter } from './GatewaysRouter';

export interface ChangePlanRoute {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  catalog: ProductCatalog;
  views: GatewayViews;
  planner: ChangePlanner;
}

export function addChangePlan(
  router: GatewaysRouter,
  { httpAuth, auditor, catalog, views, planner }: ChangePlanRoute,
) {
  router.post('/changes/plan', async (req, res) => {
    const intent = req.body;
    const { kind, product: productRef, cluster } = intent;
    const event = {
      eventId: 'change-plan',
      request: req,
      meta: { kind, product: productRef, cluster: cluster ?? null },
    };
    const plan = await audited(auditor, event, async () => {
      const credentials = await httpAuth.credentials(req);
      const ref = refIn(productRef);
      const product =
        kind === 'new-product'
          ? await catalog.creatable({ ...intent, ref }, credentials)
          : await catalog.changeable(ref, credentials);
      const naming = await catalog.naming(
        views.ownership.products(),
        credentials,
      );
      return planner.plan(intent, { product, titleOf: naming.title });
    });
    res.json(plan);
  });
}

function refIn(productRef: string) {
  try {
    return parseEntityRef(productRef);
  } catch {
    throw new InputError(
      `${JSON.stringify(
        productRef,
      )} is not the reference of an entity: write system:default/NAME`,
    );
  }
}
