import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { gatewaysPermissions } from '@product-gateways/backstage-plugin-gateways-common';
import {
  gatewaysProductResourceRef,
  gatewaysProductRules,
} from '@product-gateways/backstage-plugin-gateways-node';
import { readChanges } from './changes/readChanges';
import { readClusters } from './clusters/readClusters';
import { createRouter } from './http/createRouter';
import { observer, reportStates } from './measure';
import { GatewayViews } from './products/GatewayViews';
import { readOwnershipConfig } from './products/ownershipConfig';
import { ProductCatalog } from './products/ProductCatalog';
import { productResources } from './products/productResources';
import { tickWhenChanged } from './tickWhenChanged';
import { LiveMesh } from './watching/LiveMesh';

/**
 * Live state of product gateways from many clusters, and the plan of a change, over HTTP. It starts at once, whatever state the
 * clusters are in.
 *
 * @public
 */
export const gatewaysPlugin = createBackendPlugin({
  pluginId: 'gateways',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalogService: catalogServiceRef,
        config: coreServices.rootConfig,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        reader: coreServices.urlReader,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const { auth, config, logger, metrics, permissionsRegistry } = deps;
        permissionsRegistry.addResourceType({
          resourceRef: gatewaysProductResourceRef,
          permissions: gatewaysPermissions,
          rules: gatewaysProductRules,
          getResources: productResources({
            catalog: deps.catalogService,
            auth,
          }),
        });
        const catalog = new ProductCatalog({
          catalog: deps.catalogService,
          permissions: deps.permissions,
          kinds: config.getOptionalStringArray('gateways.productKinds') ?? [
            'System',
          ],
          isAllowed: createConditionAuthorizer(
            permissionsRegistry.getPermissionRuleset(
              gatewaysProductResourceRef,
            ),
          ),
        });

        const live = new LiveMesh(readClusters(config), {
          observe: observer(metrics, logger),
        });
        const views = new GatewayViews(live, readOwnershipConfig(config));
        const stopReporting = reportStates(live, metrics, logger);
        const stopTicking = tickWhenChanged(live, deps.signals, logger);
        deps.lifecycle.addShutdownHook(async () => {
          stopTicking();
          stopReporting();
          await live.stop();
        });

        deps.httpRouter.use(
          await createRouter({
            httpAuth: deps.httpAuth,
            auditor: deps.auditor,
            catalog,
            views,
            notice: config.getOptionalString('gateways.notice'),
            ...readChanges({
              config,
              reader: deps.reader,
              live: () => views.state,
            }),
          }),
        );
      },
    });
  },
});
