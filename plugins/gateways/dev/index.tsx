import '@backstage/cli/asset-types';
// This page is an app of its own, and an app brings the styles.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';
import ReactDOM from 'react-dom/client';
import { createApp } from '@backstage/frontend-defaults';
import {
  createFrontendModule,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { RiRouteLine } from '@remixicon/react';

/** Shows every state of the pages and the form from fixtures, without a backend: `yarn start`. */
const app = createApp({
  features: [
    createFrontendModule({
      pluginId: 'app',
      extensions: [
        SignInPageBlueprint.make({
          params: {
            loader: async () => (await import('./NobodySignsIn')).NobodySignsIn,
          },
        }),
      ],
    }),
    createFrontendPlugin({
      pluginId: 'gateways-states',
      title: 'States',
      icon: <RiRouteLine />,
      extensions: [
        PageBlueprint.make({
          params: {
            path: '/',
            title: 'Every state',
            loader: async () => {
              const { StatesPage } = await import('./StatesPage');
              return <StatesPage />;
            },
          },
        }),
      ],
    }),
  ],
});

const root = document.createElement('div');
document.body.appendChild(root);
ReactDOM.createRoot(root).render(app.createRoot());
