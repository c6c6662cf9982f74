/**
 * The same tab, card and form fields for apps on Backstage's classic frontend system.
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
import { createScaffolderFieldExtension } from '@backstage/plugin-scaffolder-react';
import { gatewaysApiRef } from './api/GatewaysApi';
import { GatewaysClient } from './api/GatewaysClient';
import { ChangePreview, validatePlan } from './form/ChangePreview';
import { ClusterPicker, validateCluster } from './form/ClusterPicker';
import { GuardField, validateGuard } from './form/GuardField';
import { HostPicker } from './form/HostPicker';
import { PacePicker } from './form/PacePicker';
import { ProductPicker, validateProduct } from './form/ProductPicker';
import { RoutesField, validateRoutes } from './form/RoutesField';
import { ServicePicker, validateService } from './form/ServicePicker';
import { TemplateRoute } from './links/templateLink';

export type { PreviewAnswer } from './form/intent';

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

/**
 * A product for which the user may propose changes: a field for `<ScaffolderFieldExtensions>`.
 *
 * @public
 */
export const GatewaysProductPicker = gatewaysPlugin.provide(
  createScaffolderFieldExtension({
    name: 'GatewaysProductPicker',
    component: ProductPicker,
    validation: validateProduct,
  }),
);

/**
 * A cluster, with its state and what serves the product there: a field for `<ScaffolderFieldExtensions>`.
 *
 * @public
 */
export const GatewaysClusterPicker = gatewaysPlugin.provide(
  createScaffolderFieldExtension({
    name: 'GatewaysClusterPicker',
    component: ClusterPicker,
    validation: validateCluster,
  }),
);

/**
 * The hosts that are live today, and any other: a field for `<ScaffolderFieldExtensions>`.
 *
 * @public
 */
export const GatewaysHostPicker = gatewaysPlugin.provide(
  createScaffolderFieldExtension({
    name: 'GatewaysHostPicker',
    component: HostPicker,
  }),
);

/**
 * A Service to which a route leads: a field for `<ScaffolderFieldExtensions>`.
 *
 * @public
 */
export const GatewaysServicePicker = gatewaysPlugin.provide(
  createScaffolderFieldExtension({
    name: 'GatewaysServicePicker',
    component: ServicePicker,
    validation: validateService,
  }),
);

/**
 * Which requests go to which Service: a field for `<ScaffolderFieldExtensions>`.
 *
 * @public
 */
export const GatewaysRoutesField = gatewaysPlugin.provide(
  createScaffolderFieldExtension({
    name: 'GatewaysRoutesField',
    component: RoutesField,
    validation: validateRoutes,
  }),
);

/**
 * A header by which the team alone gets the new answers at first: a field for `<ScaffolderFieldExtensions>`.
 *
 * @public
 */
export const GatewaysGuardField = gatewaysPlugin.provide(
  createScaffolderFieldExtension({
    name: 'GatewaysGuardField',
    component: GuardField,
    validation: validateGuard,
  }),
);

/**
 * The shares that move one after another: a field for `<ScaffolderFieldExtensions>`.
 *
 * @public
 */
export const GatewaysPacePicker = gatewaysPlugin.provide(
  createScaffolderFieldExtension({
    name: 'GatewaysPacePicker',
    component: PacePicker,
  }),
);

/**
 * What the form so far would change: a field for `<ScaffolderFieldExtensions>`.
 *
 * @public
 */
export const GatewaysChangePreview = gatewaysPlugin.provide(
  createScaffolderFieldExtension({
    name: 'GatewaysChangePreview',
    component: ChangePreview,
    validation: validatePlan,
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
