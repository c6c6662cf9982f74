/**
 * The same tab and card for apps on Backstage's classic frontend system.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createComponentExtension,
  createExternalRouteRef,
  createPlugin,
  createRoutableExtension,
  createRouteRef,
  fetchApiRef,
  useRouteRef,
} from '@backstage/core-plugin-api';
import { gatewaysApiRef } from './api/GatewaysApi';
import { GatewaysClient } from './api/GatewaysClient';
import { TemplateRoute } from './links/templateLink';

const rootRouteRef = createRouteRef({ id: 'gateways' });
const templateRouteRef = createExternalRouteRef({
  id: 'template',
  params: ['namespace', 'templateName'],
  optional: true,
  defaultTarget: 'scaffolder.selectedTemplate',
});

/** @public */
export const gatewaysPlugin = createPlugin({
  id: 'gateways',
  apis: [
    createApiFactory({
      api: gatewaysApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new GatewaysClient({ fetchApi }),
    }),
  ],
  routes: { entityContent: rootRouteRef },
  externalRoutes: { template: templateRouteRef },
});

/**
 * The tab, for `<EntityLayout.Route path="/gateways" title="Gateways">`.
 *
 * @public
 */
export const EntityGatewaysContent = gatewaysPlugin.provide(
  createRoutableExtension({
    name: 'EntityGatewaysContent',
    mountPoint: rootRouteRef,
    component: async () => {
      const m = await import('./components/EntityGatewaysContent');
      return () => <WithTemplateRoute Component={m.EntityGatewaysContent} />;
    },
  }),
);

/**
 * The overview's card.
 *
 * @public
 */
export const EntityGatewaysCard = gatewaysPlugin.provide(
  createComponentExtension({
    name: 'EntityGatewaysCard',
    component: {
      lazy: async () => {
        const m = await import('./components/EntityGatewaysCard');
        return () => <WithTemplateRoute Component={m.EntityGatewaysCard} />;
      },
    },
  }),
);

function WithTemplateRoute({
  Component,
}: {
  Component: (props: {
    templateRoute: TemplateRoute | undefined;
  }) => JSX.Element;
}) {
  return <Component templateRoute={useRouteRef(templateRouteRef)} />;
}
