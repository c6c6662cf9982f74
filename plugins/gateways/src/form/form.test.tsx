import {
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { gatewaysApiRef } from '../api/GatewaysApi';
import { SampleBackend } from '../__testUtils__/SampleBackend';
import { sampleClient } from '../__testUtils__/sampleClient';
import {
  createGatewayPlan,
  nothingToChangePlan,
} from '../__testUtils__/samplePlans';
import {
  east,
  sharedView,
  unreachableWest,
} from '../__testUtils__/sampleViews';
import { ChangePreview, validatePlan } from './ChangePreview';
import { ClusterPicker, validateCluster } from './ClusterPicker';
import { HostPicker } from './HostPicker';
import { ProductPicker, validateProduct } from './ProductPicker';
import { GatewayForm } from './intent';

const server = setupServer();
registerMswTestHooks(server);

const PAYMENTS = 'system:default/payments';

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
      type: 'string',
      title: 'Preview',
      'ui:field': 'GatewaysChangePreview',
    },
  },
};

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
            required: [name],
            properties: { [name]: steps[name].field },
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
          name: 'GatewaysChangePreview',
          component: ChangePreview,
          validation: validatePlan,
        },
      ]}
      initialState={initial}
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
      preview: createGatewayPlan.title,
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

  it('says of a host that it is live, but not where the gateway goes', async () => {
    fill(['hosts'], { initial: { product: PAYMENTS, cluster: 'west' } });

    expect(
      await screen.findByRole('checkbox', {
        name: 'payments.my-company.io live in east, not in west',
      }),
    ).toBeInTheDocument();
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
    await screen.findByText('What callers notice');

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
      await screen.findByText('Choose a product and a cluster first.'),
    ).toBeInTheDocument();
    expect(backend.planned).toEqual([]);
  });
});
