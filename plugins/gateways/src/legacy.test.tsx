import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import { attachComponentData } from '@backstage/core-plugin-api';
import { registerMswTestHooks } from '@backstage/test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { Route } from 'react-router-dom';
import { paymentsSystem } from './__testUtils__/entities';
import { SampleBackend } from './__testUtils__/SampleBackend';
import { sharedView } from './__testUtils__/sampleViews';
import { EntityGatewaysCard, EntityGatewaysContent } from './legacy';

const server = setupServer();
registerMswTestHooks(server);

/** Stands where the catalog mounts its entity page. */
const EntityPage = () => null;
attachComponentData(EntityPage, 'core.mountPoint', entityRouteRef);

/** An app on the classic frontend system, at the product's page. */
function openPage(element: JSX.Element, path: string) {
  const backend = new SampleBackend(sharedView);
  server.use(...backend.handlers);
  window.history.replaceState({}, '', path);
  const app = createApp({
    configLoader: async () => [
      {
        context: 'test',
        data: {
          app: { baseUrl: 'http://localhost' },
          backend: { baseUrl: 'http://localhost' },
        },
      },
    ],
  });
  const Root = app.createRoot(
    <AppRouter>
      <EntityProvider entity={paymentsSystem}>
        <FlatRoutes>
          <Route path="/gateways" element={element} />
          <Route
            path="/catalog/:namespace/:kind/:name"
            element={<EntityPage />}
          />
        </FlatRoutes>
      </EntityProvider>
    </AppRouter>,
  );
  render(<Root />);
  return backend;
}

describe('in the classic frontend system', () => {
  it('shows the tab, with its filter in the address', async () => {
    openPage(<EntityGatewaysContent />, '/gateways?search=payments-web');

    const table = await screen.findByRole('grid', { name: 'Hosts and routes' });
    expect(within(table).getAllByRole('row')).toHaveLength(2);
    await userEvent.clear(screen.getByRole('searchbox'));

    await waitFor(() =>
      expect(within(table).getAllByRole('row')).toHaveLength(4),
    );
    expect(window.location.search).toBe('');
  });

  it('shows the card', async () => {
    openPage(<EntityGatewaysCard />, '/gateways');

    expect(
      await screen.findByText('Payments shares its gateway with Analytics'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open Gateways' })).toHaveAttribute(
      'href',
      '/catalog/default/system/payments/gateways',
    );
  });
});
