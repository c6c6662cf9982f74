import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createGatewayAction } from './actions/createGateway';
import { openPullRequestAction } from './actions/openPullRequest';
import { readSources } from './sources';

/**
 * Adds `gateway:create` and `gateway:open-pull-request`.
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
        actions.addActions(
          createGatewayAction({ auth, discovery }),
          openPullRequestAction({
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
