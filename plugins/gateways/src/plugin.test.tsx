import {
  registerMswTestHooks,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { ExtensionDefinition } from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { Entity } from '@backstage/catalog-model';
import { GATEWAYS_SIGNAL_CHANNEL } from '@product-gateways/backstage-plugin-gateways-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import gatewaysPlugin from './index';
import { templateRouteRef } from './routes';
import { paymentsComponent, paymentsSystem } from './__testUtils__/entities';
import { SampleBackend } from './__testUtils__/SampleBackend';
import { SampleSignals } from './__testUtils__/SampleSignals';
import {
  ownView,
  sharedGateway,
  sharedView,
} from './__testUtils__/sampleViews';

const server = setupServer();
registerMswTestHooks(server);

const TAB = 'entity-content:gateways';
const CARD = 'entity-card:gateways/summary';

/** A product's page with one thing of ours on it. */
function openPage(
  extension: typeof TAB | typeof CARD,
  {
    entity = paymentsSystem,
    backend = new SampleBackend(sharedView),
    path = '/',
    others = [],
  }: {
    entity?: Entity;
    backend?: SampleBackend;
    path?: string;
    others?: ExtensionDefinition[];
  } = {},
) {
  server.use(...backend.handlers);
  const signals = new SampleSignals();
  const { unmount } = renderTestApp({
    extensions: [
      createTestEntityPage({ entity }),
      gatewaysPlugin.getExtension('api:gateways'),
      gatewaysPlugin.getExtension(extension),
      ...others,
    ],
    apis: [[signalApiRef, signals]],
    mountedRoutes: {
      '/create/templates/:namespace/:templateName': templateRouteRef,
    },
    initialRouteEntries: [path],
  });
  return {
    backend,
    signals,
    leave: unmount,
    tick: () => signals.tick(GATEWAYS_SIGNAL_CHANNEL),
  };
}

describe('what an app sees of the plugin', () => {
  it.each([
    'api:gateways',
    'entity-content:gateways',
    'entity-card:gateways/summary',
    'scaffolder-form-field:gateways/product-picker',
    'scaffolder-form-field:gateways/cluster-picker',
    'scaffolder-form-field:gateways/host-picker',
    'scaffolder-form-field:gateways/change-preview',
  ] as const)('%s is a name that configurations may rely on', id => {
    expect(gatewaysPlugin.getExtension(id)).toBeDefined();
  });
});

describe('the tab', () => {
  it("leads from the shared gateway to the scaffolder's form, filled in", async () => {
    openPage(TAB);

    const link = await screen.findByRole('link', {
      name: 'Give Payments its own gateway',
    });

    expect(link.getAttribute('href')).toMatch(
      /^\/create\/templates\/default\/create-gateway\?formData=/,
    );
  });

  it('shows a change within a second of the tick, marked and announced, and keeps the focus', async () => {
    const { backend, tick } = openPage(TAB);
    const grid = await screen.findByRole('grid', { name: 'Gateways' });
    const row = within(grid).getByRole('row', { name: /istio-ingressgateway/ });
    await userEvent.click(row);
    row.focus();
    expect(row).toHaveFocus();

    backend.view = {
      ...sharedView,
      revision: '8',
      gateways: [{ ...sharedGateway, replicas: { ready: 1, desired: 3 } }],
    };
    tick();

    expect(
      await within(grid).findByText('1/3 ready', {}, { timeout: 1000 }),
    ).toBeInTheDocument();
    expect(row).toBeInTheDocument();
    expect(row).toHaveFocus();
    expect(within(row).getByTestId('changed')).toBeInTheDocument();
    expect(screen.getByText('Changed just now: 1 gateway.')).toHaveAttribute(
      'role',
      'status',
    );
  });

  it('marks nothing when a tick brought nothing new', async () => {
    const { backend, tick } = openPage(TAB);
    await screen.findByRole('grid', { name: 'Gateways' });

    tick();

    await waitFor(() => expect(backend.answered).toEqual([200, 304]));
    expect(screen.queryByTestId('changed')).not.toBeInTheDocument();
  });

  it('keeps what it showed when the backend stops answering, and heals', async () => {
    const { backend, tick } = openPage(TAB);
    await screen.findByRole('grid', { name: 'Gateways' });

    backend.failure = { status: 503, message: 'The backend is starting.' };
    tick();
    expect(
      await screen.findByText('The backend is starting.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('grid', { name: 'Gateways' })).toBeVisible();

    backend.failure = undefined;
    backend.view = ownView;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('heading', { name: /has its own gateway/ }),
    ).toBeInTheDocument();
    expect(
      screen.queryByText('The backend is starting.'),
    ).not.toBeInTheDocument();
  });

  it.each([
    [403, "You may not see this product's gateways", /gateways.product.read/],
    [404, 'This product is not known to the gateways backend', /catalog/],
    [500, 'The gateways could not be read', /tries again by itself/],
  ])('says what to do after %i', async (status, title, advice) => {
    const backend = new SampleBackend(sharedView);
    backend.failure = { status, message: 'It was refused.' };
    openPage(TAB, { backend });

    const alert = await screen.findByRole('alert');

    expect(alert).toHaveTextContent(title);
    expect(alert).toHaveTextContent('It was refused.');
    expect(alert).toHaveTextContent(advice);
  });

  it('tries again on request after it could not be read', async () => {
    const backend = new SampleBackend(sharedView);
    backend.failure = { status: 500, message: 'It was refused.' };
    openPage(TAB, { backend });
    const retry = await screen.findByRole('button', { name: 'Try again' });

    backend.failure = undefined;
    await userEvent.click(retry);

    expect(
      await screen.findByRole('grid', { name: 'Gateways' }),
    ).toBeInTheDocument();
  });

  it('filters by the address, and writes the filter into it', async () => {
    openPage(TAB, { path: '/?search=payments-web' });
    const table = await screen.findByRole('grid', { name: 'Hosts and routes' });
    expect(within(table).getAllByRole('row')).toHaveLength(2);
    const search = screen.getByRole('searchbox');
    expect(search).toHaveValue('payments-web');

    await userEvent.clear(search);

    await waitFor(() =>
      expect(within(table).getAllByRole('row')).toHaveLength(4),
    );
  });

  it('stops listening when the page is left', async () => {
    const { signals, leave } = openPage(TAB);
    await screen.findByRole('grid', { name: 'Gateways' });
    expect(signals.listeners(GATEWAYS_SIGNAL_CHANNEL)).toBe(1);

    leave();

    await waitFor(() =>
      expect(signals.listeners(GATEWAYS_SIGNAL_CHANNEL)).toBe(0),
    );
  });
});

describe('the card', () => {
  it('says where the product stands, in which clusters, and what is next', async () => {
    openPage(CARD);

    expect(
      await screen.findByText('Payments shares its gateway with Analytics'),
    ).toBeInTheDocument();
    expect(screen.getByText('istio-ingressgateway')).toHaveTextContent(
      '2/2 ready',
    );
    expect(
      screen.getByRole('link', { name: 'Give Payments its own gateway' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open Gateways' })).toHaveAttribute(
      'href',
      '/gateways',
    );
  });

  it('is for Systems alone', async () => {
    const { backend } = openPage(CARD, {
      entity: paymentsComponent,
      others: [
        EntityCardBlueprint.make({
          name: 'other',
          params: { loader: async () => <p>A card for everything</p> },
        }),
      ],
    });

    await screen.findByText('A card for everything');
    expect(backend.answered).toEqual([]);
  });
});
