import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
  useRouteRef,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiRouteLine } from '@remixicon/react';
import { gatewaysApiRef } from './api/GatewaysApi';
import { GatewaysClient } from './api/GatewaysClient';
import { TemplateRoute } from './links/templateLink';
import { formFields } from './form/formFields';
import { templateRouteRef } from './routes';

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: gatewaysApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new GatewaysClient({ fetchApi }),
    }),
});

const tab = EntityContentBlueprint.make({
  params: {
    path: 'gateways',
    title: 'Gateways',
    group: 'operation',
    filter: { kind: 'system' },
    loader: async () => {
      const { EntityGatewaysContent } = await import(
        './components/EntityGatewaysContent'
      );
      return <WithTemplateRoute Component={EntityGatewaysContent} />;
    },
  },
});

const card = EntityCardBlueprint.make({
  name: 'summary',
  params: {
    type: 'info',
    filter: { kind: 'system' },
    loader: async () => {
      const { EntityGatewaysCard } = await import(
        './components/EntityGatewaysCard'
      );
      return <WithTemplateRoute Component={EntityGatewaysCard} />;
    },
  },
});

function WithTemplateRoute({
  Component,
}: {
  Component: (props: {
    templateRoute: TemplateRoute | undefined;
  }) => JSX.Element;
}) {
  return <Component templateRoute={useRouteRef(templateRouteRef)} />;
}

/**
 * Gateways of a product: a tab and a card on a System's page, and the fields of the form that changes them.
 *
 * @public
 */
export const gatewaysPlugin = createFrontendPlugin({
  pluginId: 'gateways',
  title: 'Gateways',
  icon: <RiRouteLine />,
  info: { packageJson: () => import('../package.json') },
  externalRoutes: { template: templateRouteRef },
  extensions: [api, tab, card, ...formFields],
});
