import {
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { JsonValue } from '@backstage/types';
import { ChangeInFlight } from '@product-gateways/backstage-plugin-gateways-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { gatewaysApiRef } from '../api/GatewaysApi';
import { SampleBackend } from '../__testUtils__/SampleBackend';
import { sampleClient } from '../__testUtils__/sampleClient';
import {
  createGatewayPlan,
  nothingToChangePlan,
  splitPlan,
  waitingPlan,
} from '../__testUtils__/samplePlans';
import {
  east,
  partialWest,
  sharedView,
  unreachableWest,
  west,
} from '../__testUtils__/sampleViews';
import { ChangePreview, validatePlan } from './ChangePreview';
import { ClusterPicker, validateCluster } from './ClusterPicker';
import { GuardField, validateGuard } from './GuardField';
import { HostPicker } from './HostPicker';
import { PacePicker } from './PacePicker';
import { ProductPicker, validateProduct } from './ProductPicker';
import { RoutesField, validateRoutes } from './RoutesField';
import { ServicePicker, validateService } from './ServicePicker';
import { GatewayForm } from './intent';

const server = setupServer();
registerMswTestHooks(server);

const PAYMENTS = 'system:default/payments';

const payments = { namespace: 'payments', name: 'payments', port: 8080 };
const cards = { namespace: 'payments', name: 'credit-card', port: 8080 };
const split: GatewayForm = {
  product: PAYMENTS,
  cluster: 'east',
  service: payments,
  parts: [{ path: { type: 'prefix', value: '/cards' }, to: cards }],
};

const steps = {
  product: {
    title: 'Which product',
    field: {
      type: 'string',
      title: 'Product',
      'ui:field': 'GatewaysProductPicker',
    },
  },
  cluster: {
    title: 'Where',
    field: {
      type: 'string',
      title: 'Cluster',
      'ui:field': 'GatewaysClusterPicker',
    },
  },
  hosts: {
    title: 'Which hosts',
    field: {
      type: 'array',
      title: 'Hosts',
      items: { type: 'string' },
      minItems: 1,
      'ui:field': 'GatewaysHostPicker',
    },
  },
  preview: {
    title: 'Preview',
    field: {
      type: 'object',
      title: 'Preview',
      'ui:field': 'GatewaysChangePreview',
    },
  },
  service: {
    title: 'Which Service',
    field: {
      type: 'object',
      title: 'Service',
      'ui:field': 'GatewaysServicePicker',
    },
  },
  parts: {
    title: 'Which requests',
    field: {
      type: 'array',
      title: 'Routes',
      minItems: 1,
      items: { type: 'object' },
      'ui:field': 'GatewaysRoutesField',
    },
  },
  guard: {
    title: 'How',
    field: {
      type: 'object',
      title: 'First only requests with a header',
      'ui:field': 'GatewaysGuardField',
    },
  },
  stages: {
    title: 'How fast',
    field: {
      type: 'array',
      title: 'How fast',
      items: { type: 'number' },
      'ui:field': 'GatewaysPacePicker',
    },
  },
  splitPreview: {
    title: 'Preview',
    field: {
      type: 'object',
      title: 'Preview',
      'ui:field': 'GatewaysChangePreview',
      'ui:options': { kind: 'split-service' },
    },
  },
};

const optional = ['guard', 'stages'];
const keyOf = (name: keyof typeof steps) =>
  name === 'splitPreview' ? 'preview' : name;

/** The scaffolder's own form with some of our fields, a step for each. */
function fill(
  names: (keyof typeof steps)[],
  {
    backend = new SampleBackend(sharedView, createGatewayPlan),
    initial = {},
  }: { backend?: SampleBackend; initial?: GatewayForm } = {},
) {
  server.use(...backend.handlers);
  const onCreate = jest.fn();
  renderInTestApp(
    <Stepper
      manifest={{
        title: 'Give a product its own gateway',
        steps: names.map(name => ({
          title: steps[name].title,
          schema: {
            required: optional.includes(name) ? [] : [keyOf(name)],
            properties: { [keyOf(name)]: steps[name].field },
          },
        })),
      }}
      extensions={[
        {
          name: 'GatewaysProductPicker',
          component: ProductPicker,
          validation: validateProduct,
        },
        {
          name: 'GatewaysClusterPicker',
          component: ClusterPicker,
          validation: validateCluster,
        },
        { name: 'GatewaysHostPicker', component: HostPicker },
        {
          name: 'GatewaysServicePicker',
          component: ServicePicker,
          validation: validateService,
        },
        {
          name: 'GatewaysRoutesField',
          component: RoutesField,
          validation: validateRoutes,
        },
        {
          name: 'GatewaysGuardField',
          component: GuardField,
          validation: validateGuard,
        },
        { name: 'GatewaysPacePicker', component: PacePicker },
        {
          name: 'GatewaysChangePreview',
          component: ChangePreview,
          validation: validatePlan,
        },
      ]}
      initialState={initial as Record<string, JsonValue>}
      onCreate={onCreate}
    />,
    { apis: [[gatewaysApiRef, sampleClient()]] },
  );
  return { backend, onCreate };
}

const press = async (name: string) =>
  userEvent.click(await screen.findByRole('button', { name }));

/** The form says at its head what holds it up, and once more at the field. */
async function expectHeldUpBy(title: string, reason: string) {
  expect(await screen.findByText(`'${title}' ${reason}`)).toBeInTheDocument();
  expect(screen.getAllByText(reason)).toHaveLength(1);
  expect(
    screen.queryByRole('button', { name: 'Create' }),
  ).not.toBeInTheDocument();
}

describe('the form, page by page', () => {
  it('asks for product, cluster and hosts, and plans what was filled in', async () => {
    const { backend, onCreate } = fill([
      'product',
      'cluster',
      'hosts',
      'preview',
    ]);

    await screen.findByRole('button', { name: /Payments/ });
    await press('Next');
    await userEvent.click(await screen.findByRole('radio', { name: /east/ }));
    await press('Next');
    const host = await screen.findByRole('checkbox', {
      name: /payments.my-company.io/,
    });
    await waitFor(() => expect(host).toBeChecked());
    await press('Next');
    expect(
      await screen.findByRole('heading', {
        name: 'Give Payments its own gateway in east',
      }),
    ).toBeInTheDocument();
    await press('Review');
    await press('Create');

    expect(backend.planned[0]).toEqual(createGatewayPlan.intent);
    expect(onCreate).toHaveBeenCalledWith({
      product: PAYMENTS,
      cluster: 'east',
      hosts: ['payments.my-company.io'],
      preview: { title: createGatewayPlan.title },
    });
  });
});

describe('GatewaysProductPicker', () => {
  it('offers only products for which the user may propose changes', async () => {
    const backend = new SampleBackend(sharedView);
    backend.products = [
      {
        name: 'analytics',
        title: 'Analytics',
        entityRef: 'system:default/analytics',
        mayPropose: false,
      },
      {
        name: 'orders',
        title: 'Orders',
        entityRef: 'system:default/orders',
        mayPropose: true,
      },
      sharedView.product,
    ];
    fill(['product'], { backend });

    await userEvent.click(
      await screen.findByRole('button', { name: /Product/ }),
    );

    const options = within(screen.getByRole('listbox')).getAllByRole('option');
    expect(options.map(option => option.textContent)).toEqual([
      'Orders',
      'Payments',
    ]);
  });

  it('says whom to ask when there is none', async () => {
    const backend = new SampleBackend(sharedView);
    backend.products = [];
    fill(['product'], { backend });

    expect(
      await screen.findByText('There is no product that you may change'),
    ).toBeInTheDocument();
  });

  it('refuses a product that a link filled in and the user may not change', async () => {
    fill(['product'], { initial: { product: 'system:default/orders' } });
    const reason =
      'You may not propose changes for system:default/orders. Choose another.';
    expect(await screen.findByText(reason)).toBeInTheDocument();

    await press('Review');

    await expectHeldUpBy('Product', reason);
  });

  it('says why products could not be read', async () => {
    const backend = new SampleBackend(sharedView);
    backend.failure = { status: 503, message: 'The backend is starting.' };
    fill(['product'], { backend });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The backend is starting.',
    );
  });
});

describe('GatewaysClusterPicker', () => {
  it('shows what serves the product in each cluster, and does not offer one that cannot be read', async () => {
    const backend = new SampleBackend({
      ...sharedView,
      clusters: [east, unreachableWest],
    });
    fill(['cluster'], { backend, initial: { product: PAYMENTS } });

    expect(
      await screen.findByRole('radio', { name: 'east, live' }),
    ).toBeEnabled();
    expect(
      screen.getByText(
        'Served here by istio-ingressgateway (shared with Analytics).',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('radio', { name: 'west, unreachable' }),
    ).toBeDisabled();
    expect(
      screen.getByText('No address is known for api.west.my-company.io.'),
    ).toBeInTheDocument();
  });

  it('refuses a cluster that a link filled in and nobody configured, until another is chosen', async () => {
    fill(['cluster'], { initial: { product: PAYMENTS, cluster: 'north' } });
    const reason = 'No cluster is called north. Choose another.';
    expect(await screen.findByText(reason)).toBeInTheDocument();

    await press('Review');
    await expectHeldUpBy('Cluster', reason);
    await userEvent.click(screen.getByRole('radio', { name: /east/ }));
    await press('Review');

    expect(
      await screen.findByRole('button', { name: 'Create' }),
    ).toBeInTheDocument();
  });

  it('does not let a gateway be copied to where it is copied from', async () => {
    fill(['cluster'], {
      backend: new SampleBackend({ ...sharedView, clusters: [east, west] }),
      initial: { product: PAYMENTS, from: 'east', cluster: 'east' },
    });
    const reason = 'The gateway is copied from east. Choose another cluster.';
    expect(await screen.findByText(reason)).toBeInTheDocument();
    expect(screen.getByRole('radio', { name: 'east, live' })).toBeDisabled();
    expect(screen.getByRole('radio', { name: 'west, live' })).toBeEnabled();

    await press('Review');
    await expectHeldUpBy('Cluster', reason);
  });

  it('can be corrected after it was left empty', async () => {
    const { onCreate } = fill(['cluster'], { initial: { product: PAYMENTS } });
    await screen.findByRole('radio', { name: /east/ });

    await press('Review');
    await userEvent.click(screen.getByRole('radio', { name: /east/ }));
    await press('Review');
    await press('Create');

    expect(onCreate).toHaveBeenCalledWith({
      product: PAYMENTS,
      cluster: 'east',
    });
  });
});

describe('GatewaysHostPicker', () => {
  it('takes another host by its name, and leaves the form where it is', async () => {
    const { onCreate } = fill(['hosts'], {
      initial: { product: PAYMENTS, cluster: 'east' },
    });
    const another = await screen.findByRole('textbox', {
      name: 'Another host',
    });

    await userEvent.type(another, ' Pay.My-Company.io{Enter}');

    expect(
      await screen.findByRole('checkbox', {
        name: /pay.my-company.io not live/,
      }),
    ).toBeChecked();
    await press('Review');
    await press('Create');
    expect(onCreate).toHaveBeenCalledWith(
      expect.objectContaining({
        hosts: ['payments.my-company.io', 'pay.my-company.io'],
      }),
    );
  });

  it('refuses at once what cannot be a host name, and keeps it to be corrected', async () => {
    fill(['hosts'], { initial: { product: PAYMENTS, cluster: 'east' } });
    const another = await screen.findByRole('textbox', {
      name: 'Another host',
    });

    await userEvent.type(another, 'pay me.io{Enter}');

    expect(
      await screen.findByText(/^pay me.io is not a host name/),
    ).toBeInTheDocument();
    expect(screen.getAllByRole('checkbox')).toHaveLength(1);
    await userEvent.clear(another);
    expect(screen.queryByText(/is not a host name/)).not.toBeInTheDocument();
  });

  it('says as one types what can never become a host name, and offers no way to add it', async () => {
    fill(['hosts'], { initial: { product: PAYMENTS, cluster: 'east' } });
    const another = await screen.findByRole('textbox', {
      name: 'Another host',
    });

    await userEvent.type(another, 'pay-');
    expect(screen.getByRole('button', { name: 'Add' })).toBeDisabled();
    expect(screen.queryByText(/is not a host name/)).not.toBeInTheDocument();
    await userEvent.tab();
    expect(screen.getByText(/^pay- is not a host name/)).toBeInTheDocument();

    await userEvent.clear(another);
    await userEvent.type(another, 'not a host!');
    expect(
      screen.getByText(/^not a host! is not a host name/),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Add' })).toBeDisabled();
  });

  it('says of a host that it is live, but not where the gateway goes', async () => {
    fill(['hosts'], { initial: { product: PAYMENTS, cluster: 'west' } });

    expect(
      await screen.findByRole('checkbox', {
        name: 'payments.my-company.io live in east, not in west',
      }),
    ).toBeInTheDocument();
  });

  it('refuses as one types a host that the planner refuses', async () => {
    const { backend } = fill(['hosts'], {
      initial: { product: PAYMENTS, cluster: 'east' },
    });
    const another = await screen.findByRole('textbox', {
      name: 'Another host',
    });
    backend.failure = {
      status: 409,
      message: 'orders.my-company.io belongs to Orders.',
    };
    await userEvent.type(another, 'Orders.my-company.io.');

    expect(
      await screen.findByText('orders.my-company.io belongs to Orders.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Add' })).toBeDisabled();
    await userEvent.clear(another);
    expect(screen.queryByText(/belongs to Orders/)).not.toBeInTheDocument();
  });

  it('keeps the hosts that a link filled in', async () => {
    fill(['hosts'], {
      initial: { product: PAYMENTS, hosts: ['pay.my-company.io'] },
    });

    expect(
      await screen.findByRole('checkbox', { name: /^payments/ }),
    ).not.toBeChecked();
    expect(screen.getByRole('checkbox', { name: /^pay\./ })).toBeChecked();
  });
});

describe('GatewaysChangePreview', () => {
  const initial = { product: PAYMENTS, cluster: 'east' };

  it('shows what callers notice, what must be true, and each file with its diff', async () => {
    fill(['preview'], { initial });

    expect(
      await screen.findByText('Nothing: every request is answered as before.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('row', {
        name: 'GET payments.my-company.io/web… payments-web payments-web — same',
      }),
    ).toBeInTheDocument();
    expect(
      within(screen.getByRole('region', { name: 'Before merging' }))
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'unknownThe Secret payments-cert is in namespace payments. The portal may not read Secrets.',
      'metThe namespace payments is in east.',
    ]);
    expect(
      screen.getByRole('region', { name: 'After merging' }),
    ).toHaveTextContent('not yetThe gateway has an address.');
    expect(
      screen.getByText('clusters/east/payments/virtualservice-payments.yaml')
        .parentElement,
    ).toHaveTextContent('modified, +2 −1');
    expect(
      screen.getByText('+ - payments/payments-gateway', { exact: false }),
    ).toHaveAttribute('data-kind', 'added');
    expect(
      screen.getByText('none: no object and no request of theirs'),
    ).toBeInTheDocument();
  });

  it('leads to the open pull request that it updates, not to that of another change', async () => {
    const backend = new SampleBackend(sharedView, createGatewayPlan);
    const proposed = (number: number, cluster: string): ChangeInFlight => ({
      title: createGatewayPlan.title,
      intent: { ...createGatewayPlan.intent, cluster, confirmed: ['x'] },
      state: 'proposed',
      pullRequest: {
        number,
        url: `http://localhost:7103/platform/deploy/pulls/${number}`,
        repository: 'localhost:7103/platform/deploy',
      },
      awaits: [],
    });
    backend.changes = {
      changes: [proposed(2, 'west'), proposed(1, 'east')],
      drift: [],
      problems: [],
    };
    fill(['preview'], { backend, initial });

    const link = await screen.findByRole('link', { name: /^Pull request/ });
    expect(link).toHaveAttribute(
      'href',
      'http://localhost:7103/platform/deploy/pulls/1',
    );
    expect(link.parentElement).toHaveTextContent(
      'Pull request #1 is open; this updates it.',
    );
  });

  it('names the gateways whose routes change', async () => {
    fill(['preview'], { initial });

    expect(
      await screen.findByRole('region', { name: 'What it touches' }),
    ).toHaveTextContent('Gatewayspayments/payments-gateway');
  });

  it('does not say that callers notice nothing where git is not what is live', async () => {
    const backend = new SampleBackend(sharedView, {
      ...createGatewayPlan,
      warnings: [
        'VirtualService payments/payments is live in cluster east otherwise than git says (east/payments.yaml).',
      ],
    });
    fill(['preview'], { backend, initial });

    expect(
      await screen.findByText(
        'Nothing: every request is answered as git says today.',
      ),
    ).toBeInTheDocument();
  });

  it('does not go on when there is nothing to change', async () => {
    const backend = new SampleBackend(sharedView, nothingToChangePlan);
    fill(['preview'], { backend, initial });
    await screen.findByText('Nothing to change');

    await press('Review');

    await expectHeldUpBy('Preview', 'There is nothing to propose.');
    expect(await screen.findAllByText(/git already gives/)).toHaveLength(1);
  });

  it('does not go on when the plan is refused, and goes on once it is not', async () => {
    const backend = new SampleBackend(sharedView, createGatewayPlan);
    backend.failure = {
      status: 409,
      message: 'orders.my-company.io belongs to Orders.',
    };
    fill(['preview'], { backend, initial });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This cannot be done',
    );

    await press('Review');
    await expectHeldUpBy('Preview', 'The change cannot be proposed as it is.');
    expect(await screen.findAllByText(/belongs to Orders./)).toHaveLength(1);

    backend.failure = undefined;
    await press('Review');
    expect(
      await screen.findByRole('button', { name: 'Create' }),
    ).toBeInTheDocument();
  });

  it('says what was refused since it was drawn', async () => {
    const { backend } = fill(['preview'], { initial });
    await screen.findByText(/^What callers notice/);

    backend.failure = { status: 409, message: 'The branch has moved.' };
    await press('Review');

    expect(
      await screen.findByText('The branch has moved.'),
    ).toBeInTheDocument();
  });

  it.each([
    [400, 'This cannot be done'],
    [403, 'This cannot be done'],
    [404, 'This cannot be done'],
    [409, 'This cannot be done'],
    [500, 'Could not read what would change'],
    [503, 'Could not read what would change'],
  ])('tells a refusal from a failure: %i', async (status, title) => {
    const backend = new SampleBackend(sharedView, createGatewayPlan);
    backend.failure = { status, message: 'So it is.' };
    fill(['preview'], { backend, initial });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      `${title}So it is.`,
    );
  });

  it('waits for the questions before it', async () => {
    const { backend } = fill(['preview'], { initial: { product: PAYMENTS } });

    expect(
      await screen.findByText(
        'Answer the questions on the pages before first.',
      ),
    ).toBeInTheDocument();
    expect(backend.planned).toEqual([]);
  });

  it('asks what nobody can observe, and plans again with the answer', async () => {
    const backend = new SampleBackend(sharedView, splitPlan);
    const { onCreate } = fill(['splitPreview'], { backend, initial: split });
    const question = await screen.findByRole('checkbox', {
      name: 'Does credit-card answer its first requests without errors?',
    });

    await userEvent.click(question);

    await waitFor(() =>
      expect(backend.planned.at(-1)?.confirmed).toEqual(['errors:credit-card']),
    );
    expect(question).toBeChecked();
    await press('Review');
    await press('Create');
    expect(onCreate).toHaveBeenCalledWith({
      ...split,
      preview: { title: splitPlan.title, confirmed: ['errors:credit-card'] },
    });
  });

  it('does not ask before the merge what is only true after it', async () => {
    const question = 'Does nobody call payments any more?';
    const backend = new SampleBackend(sharedView, {
      ...splitPlan,
      conditions: [
        {
          id: 'uncalled',
          when: 'after-merge',
          text: 'Nobody calls payments any more.',
          state: 'unknown',
          question,
        },
      ],
    });
    fill(['splitPreview'], { backend, initial: split });

    expect(
      await screen.findByRole('region', { name: 'After merging' }),
    ).toHaveTextContent('Nobody calls payments any more.');
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
  });

  it('says which wave this is, and which come later', async () => {
    const backend = new SampleBackend(sharedView, splitPlan);
    fill(['splitPreview'], { backend, initial: split });

    const waves = await screen.findByRole('region', { name: 'Wave 2 of 4' });
    expect(
      within(waves)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'Lead 10 % there, this pull request',
      'Lead 50 % there',
      'Lead all there',
    ]);
  });

  it('does not go on while the wave before is not live, and looks again when something changes', async () => {
    const backend = new SampleBackend(sharedView, waitingPlan);
    fill(['splitPreview'], { backend, initial: split });
    expect(
      await screen.findByText('Wave 2 of 4 has to wait'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'Waits for: The route with the header is live in east. This page looks again whenever something changes in the clusters.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('region', { name: 'Before opening the pull request' }),
    ).toHaveTextContent('The route with the header is live in east.');

    await press('Review');
    await expectHeldUpBy(
      'Preview',
      'This wave has to wait: see what is awaited.',
    );

    backend.plan = splitPlan;
    backend.view = { ...sharedView, revision: '8' };
    await waitFor(
      () => expect(screen.queryByText(/has to wait$/)).not.toBeInTheDocument(),
      { timeout: 10_000 },
    );
  }, 15_000);
});

describe('GatewaysServicePicker', () => {
  const initial = { product: PAYMENTS, cluster: 'east' };

  it('offers Services to which a route leads, with what they answer', async () => {
    const { onCreate } = fill(['service'], { initial });

    const choice = await screen.findByRole('radio', {
      name: 'payments/payments:8080, 2/2 ready',
    });
    expect(screen.getAllByRole('radio')).toHaveLength(2);
    expect(
      screen.getByText('Answers payments.my-company.io /…'),
    ).toBeInTheDocument();
    await userEvent.click(choice);
    await press('Review');
    await press('Create');
    expect(onCreate).toHaveBeenCalledWith({ ...initial, service: payments });
  });

  it('refuses one that a link filled in and nothing leads to', async () => {
    fill(['service'], { initial: { ...initial, service: cards } });
    const reason =
      'No route leads to payments/credit-card:8080 in east. Choose another.';
    expect(await screen.findByText(reason)).toBeInTheDocument();

    await press('Review');
    await expectHeldUpBy('Service', reason);
  });

  it('says what to do where nothing leads to any', async () => {
    fill(['service'], { initial: { ...initial, cluster: 'west' } });
    expect(
      await screen.findByText(
        /No route leads to a Service of Payments in west/,
      ),
    ).toBeInTheDocument();
  });

  it('does not say that nothing leads to any where that cannot be read', async () => {
    const backend = new SampleBackend({
      ...sharedView,
      clusters: [east, partialWest],
    });
    fill(['service'], { backend, initial: { ...initial, cluster: 'west' } });
    expect(
      await screen.findByText('Not known: Gateways of west cannot be read.'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/No route leads/)).not.toBeInTheDocument();
  });

  it('says when Services could not be read', async () => {
    const backend = new SampleBackend(sharedView);
    backend.failure = { status: 503, message: 'The backend is starting.' };
    fill(['service'], { backend, initial });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The backend is starting.',
    );
  });
});

describe('GatewaysRoutesField', () => {
  const deposits = {
    namespace: 'payments',
    name: 'direct-deposit',
    port: 8080,
  };
  const part = (value: string, to = cards) => ({
    path: { type: 'prefix' as const, value },
    to,
  });
  const open = (parts: GatewayForm['parts']) =>
    fill(['parts'], { initial: { ...split, parts } });
  const rows = () =>
    screen
      .getAllByRole('group', { name: /^Row / })
      .map(row => row.getAttribute('aria-label'));

  it('is filled in by keyboard alone: a row, its path, its Service', async () => {
    const { onCreate } = open([part('/cards')]);
    (await screen.findByRole('button', { name: 'Add a row' })).focus();
    await userEvent.keyboard('{Enter}');

    const row = await screen.findByRole('group', { name: /^Row 2/ });
    expect(row).toContainElement(document.activeElement as HTMLElement);
    await userEvent.tab();
    expect(screen.getAllByLabelText("Path's value")[1]).toHaveFocus();
    await userEvent.keyboard('/deposits');
    within(row)
      .getByRole('button', { name: /Service/ })
      .focus();
    await userEvent.keyboard('{Enter}{ArrowDown}{Enter}');

    expect(rows()).toEqual(['Row 1: /cards…', 'Row 2: /deposits…']);
    await press('Review');
    await press('Create');
    expect(onCreate).toHaveBeenCalledWith({
      ...split,
      parts: [part('/cards'), part('/deposits', deposits)],
    });
  }, 20_000);

  it('moves and removes rows, says so, and keeps the focus at the row', async () => {
    open([part('/cards'), part('/deposits', deposits)]);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Move row 2 up' }),
    );

    expect(rows()).toEqual(['Row 1: /deposits…', 'Row 2: /cards…']);
    expect(screen.getByText('/deposits… is row 1 of 2 now.')).toHaveAttribute(
      'role',
      'status',
    );
    expect(
      screen.getByRole('button', { name: 'Move row 1 down' }),
    ).toHaveFocus();

    await userEvent.click(screen.getByRole('button', { name: 'Remove row 1' }));
    expect(rows()).toEqual(['Row 1: /cards…']);
    expect(screen.getByRole('button', { name: 'Remove row 1' })).toHaveFocus();
  });

  it('says as one types that a row is never tried, and does not go on', async () => {
    open([part('/'), part('/deposits', deposits)]);
    const reason =
      'Row 1 takes all of these requests. Move this row above it, or take it away.';
    expect(await screen.findByText(reason)).toBeInTheDocument();

    await press('Review');
    expect(
      await screen.findByText(`'Routes' Row 2: ${reason}`),
    ).toBeInTheDocument();
  });

  it('says of rows that are not filled in yet nothing until it is asked to go on', async () => {
    open([part('')]);
    const reason = 'Write a path that begins with /, for example /cards.';
    await screen.findByRole('group', { name: /^Row 1/ });
    expect(screen.queryByText(reason)).not.toBeInTheDocument();

    await press('Review');
    expect(await screen.findByText(reason)).toBeInTheDocument();
  });

  it('says what is wrong with a share, and leaves it to be corrected', async () => {
    open([part('')]);
    const share = await screen.findByRole('textbox', {
      name: 'Share in percent',
    });
    const reason = 'A share is a whole number from 1 to 100.';

    await userEvent.clear(share);
    await userEvent.type(share, '150');
    await userEvent.tab();
    expect(await screen.findByText(reason)).toBeInTheDocument();
    expect(share).toHaveValue('150');

    await userEvent.clear(share);
    await userEvent.type(share, '50');
    await userEvent.tab();
    expect(screen.queryByText(reason)).not.toBeInTheDocument();
  });

  it('warns of a Service without a ready endpoint', async () => {
    open([part('/cards', { ...cards, name: 'payments-web' })]);
    expect(
      await screen.findByText(
        'payments-web has 0/1 ready: its requests would be answered 503.',
      ),
    ).toBeInTheDocument();
  });

  it('shows endpoints as they become ready', async () => {
    const { backend } = open([
      part('/cards', { ...cards, name: 'payments-web' }),
    ]);
    await screen.findByText(/would be answered 503/);
    backend.view = {
      ...sharedView,
      revision: '8',
      services: sharedView.services.map(service => ({
        ...service,
        endpoints: { ready: 1, total: 1 },
      })),
    };
    await waitFor(
      () =>
        expect(
          screen.queryByText(/would be answered 503/),
        ).not.toBeInTheDocument(),
      { timeout: 10_000 },
    );
  }, 15_000);

  it('says what to do where no other Service runs', async () => {
    fill(['parts'], { initial: { ...split, cluster: 'west' } });
    expect(
      await screen.findByText('Payments runs no other Service in west'),
    ).toBeInTheDocument();
  });
});

describe('how a split goes', () => {
  it('begins with a header if one wishes so, in steps of one’s choice', async () => {
    const { onCreate } = fill(['guard', 'stages']);
    await userEvent.click(
      await screen.findByRole('checkbox', { name: /First only requests/ }),
    );
    const header = screen.getByRole('textbox', { name: 'Header' });
    await userEvent.clear(header);
    await press('Next');
    expect(
      await screen.findByText(/^'First only .* Write the header's name/),
    ).toBeInTheDocument();
    await userEvent.type(header, 'x-try');
    await press('Next');
    await userEvent.click(
      await screen.findByRole('radio', { name: 'At once' }),
    );
    await press('Review');
    await press('Create');

    expect(onCreate).toHaveBeenCalledWith({
      guard: { header: 'x-try', value: 'yes' },
      stages: [100],
    });
  });

  it('needs neither', async () => {
    const { onCreate } = fill(['guard', 'stages']);
    await press('Next');
    await press('Review');
    await press('Create');
    const [[{ guard, stages }]] = onCreate.mock.calls;
    expect([guard, stages]).toEqual([undefined, []]);
  });
});
