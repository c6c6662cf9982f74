import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { addClusterAction } from './actions/addCluster';
import { createGatewayAction } from './actions/createGateway';
import { newProductAction } from './actions/newProduct';
import { openPullRequestAction } from './actions/openPullRequest';
import { splitServiceAction } from './actions/splitService';
import { readSources } from './sources';

/**
 * Adds `gateway:create`, `gateway:split-service`, `gateway:add-cluster`, `gateway:new-product` and `gateway:open-pull-request`.
 *
 * @public
 */
export const scaffolderModuleGateways = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'gateways',
  register({ registerInit }) {
    registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
      },
      async init({ actions, auth, config, discovery }) {
        const integrations = ScmIntegrations.fromConfig(config);
        const planning = { auth, discovery };
        actions.addActions(
          createGatewayAction(planning),
          splitServiceAction(planning),
          addClusterAction(planning),
          newProductAction(planning),
          openPullRequestAction({
            ...planning,
            integrations,
            sources: readSources(config),
            author: {
              name:
                config.getOptionalString('scaffolder.defaultAuthor.name') ??
                'Scaffolder',
              email:
                config.getOptionalString('scaffolder.defaultAuthor.email') ??
                'scaffolder@backstage.io',
            },
          }),
        );
      },
    });
  },
});
