import { ComponentProps } from 'react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { Intent } from '@product-gateways/backstage-plugin-gateways-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { noChanges } from '../live/changesBetween';
import {
  east,
  emptyView,
  forbiddenWest,
  partialWest,
  sharedGateway,
  sharedView,
  staleWest,
  troubledView,
  unreachableWest,
} from '../__testUtils__/sampleViews';
import { GatewaysView } from './GatewaysView';

function render(props: Partial<ComponentProps<typeof GatewaysView>>) {
  return renderInTestApp(
    <GatewaysView
      view={sharedView}
      confirmedAt={Date.now()}
      changes={noChanges}
      onRetry={() => {}}
      filter={{ cluster: '', search: '' }}
      onFilter={() => {}}
      templateLink={() => '/create/templates/default/create-gateway'}
      productChanges={{ status: 'asking' }}
      {...props}
    />,
  );
}

/** A table's cells as text, without its header. */
async function cellsOf(name: string) {
  const table = await screen.findByRole('grid', { name });
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map(row => [...row.children].map(cell => cell.textContent));
}

describe('GatewaysView', () => {
  it('says where the product stands, how we know, and offers the next step', async () => {
    await render({});

    expect(
      await screen.findByRole('heading', {
        name: 'Payments shares its gateway with Analytics',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Give Payments its own gateway' }),
    ).toHaveAttribute('href', '/create/templates/default/create-gateway');
    expect(
      screen.getByText('How we know').closest('details'),
    ).toHaveTextContent(
      'Deployment istio-system/istio-ingressgateway · Gateway istio-system/payments · Gateway istio-system/analytics in east',
    );
    expect(screen.getByText(/there is no data plane/)).toBeInTheDocument();
  });

  it('says why the next step is not offered', async () => {
    await render({ view: emptyView });

    expect(
      await screen.findByText(
        (_, element) =>
          element?.tagName === 'P' &&
          element.textContent ===
            'Give Payments its own gateway. Not possible yet: It has no host.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'Give Payments its own gateway' }),
    ).not.toBeInTheDocument();
  });

  it('shows what serves the product, and what its hosts lead to', async () => {
    await render({});

    expect(await cellsOf('Gateways')).toEqual([
      [
        'istio-ingressgatewayDeployment in istio-system',
        'eastzone a',
        'sharedwith Analytics',
        '2/2 ready',
        '203.0.113.1080 HTTP, redirects to HTTPS443 HTTPS, TLS simple, certificate payments-cert',
        '1.29.1revision default',
        'payments.my-company.ioGateway istio-system/payments',
      ],
    ]);
    expect((await cellsOf('Hosts and routes')).slice(0, 2)).toEqual([
      [
        'payments.my-company.io',
        '1',
        'GET /web…port 443',
        'payments-web:80800/1 readyNo endpoint is ready: requests are answered 503.',
        'istio-ingressgatewayin east',
        'VirtualService payments/payments http[0]',
      ],
      [
        'payments.my-company.io',
        '2',
        '/…port 443',
        'payments:808090 %2/2 readypayments-next:808010 %1/1 ready',
        'istio-ingressgatewayin east',
        'VirtualService payments/payments http[1]',
      ],
    ]);
  });

  const nginxClass = {
    ...sharedGateway,
    controller: 'ingress' as const,
    workload: {
      group: 'networking.k8s.io',
      kind: 'IngressClass',
      name: 'nginx',
    },
    sharedWith: [],
    replicas: { ready: 0, desired: 0 },
  };

  it.each([
    [
      'a class that nothing is seen to run',
      nginxClass,
      ['nginxIngressClass', 'not Istio', 'not seen'],
    ],
    [
      'a class that others use too',
      { ...nginxClass, sharedWith: sharedGateway.sharedWith },
      ['nginxIngressClass', 'sharedwith Analytics', 'not seen'],
    ],
    [
      'a managed Gateway whose proxy is not seen',
      {
        ...nginxClass,
        controller: 'gateway-api' as const,
        workload: {
          group: 'gateway.networking.k8s.io',
          kind: 'Gateway',
          namespace: 'payments',
          name: 'payments',
        },
      },
      ['paymentsGateway in payments', 'unknown', 'not seen'],
    ],
    [
      'a gateway of nobody known, scaled to nothing',
      { ...sharedGateway, sharedWith: [], replicas: { ready: 0, desired: 0 } },
      [
        'istio-ingressgatewayDeployment in istio-system',
        "sharednot this product's own",
        'scaled to 0: nothing answers',
      ],
    ],
  ])('says of %s what is known', async (_, gateway, said) => {
    await render({ view: { ...sharedView, gateways: [gateway] } });

    const [[workload, , ownership, ready]] = await cellsOf('Gateways');
    expect([workload, ownership, ready]).toEqual(said);
  });

  it.each([
    [
      staleWest,
      /stale.*last known true .*, 12 min ago.*refuses the connection.*ECONNREFUSED/,
    ],
    [forbiddenWest, /forbidden.*never seen.*Bind the ClusterRole/],
    [unreachableWest, /unreachable.*never seen.*ENOTFOUND/],
  ])(
    'says of a $state cluster since when, why, and what to do',
    async (cluster, words) => {
      await render({ view: { ...sharedView, clusters: [east, cluster] } });

      const clusters = await screen.findByRole('region', { name: 'Clusters' });
      const [first, second] = within(clusters).getAllByRole('listitem');
      expect(first).toHaveTextContent(/live/);
      expect(second).toHaveTextContent(words);
    },
  );

  it('names what a partial cluster cannot show, and folds what the page lacks nothing by', async () => {
    await render({ view: troubledView });

    expect(
      await screen.findByText('gateways.networking.istio.io'),
    ).toBeInTheDocument();
    expect(screen.getByText(/Bind the ClusterRole/)).toBeInTheDocument();
    for (const summary of [
      '1 kind is not installed',
      '1 kind that only plans of changes need cannot be read',
    ])
      expect(screen.getByText(summary).closest('details')).not.toHaveAttribute(
        'open',
      );
  });

  it('names objects that could not be read, and hosts that others claim', async () => {
    await render({ view: troubledView });

    expect(
      await screen.findByText('One object could not be read as it stands'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('VirtualService payments/old hosts'),
    ).toBeInTheDocument();
    expect(screen.getAllByText('also claimed by Orders')).toHaveLength(3);
  });

  it('says what is missing when it is empty, and copies the YAML to add', async () => {
    const user = userEvent.setup();
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    await render({ view: emptyView });

    expect(
      await screen.findByText('No gateway serves this product yet.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('search')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /^Copy YAML/ }));

    expect(await screen.findByText('Copied')).toBeInTheDocument();
    expect(write).toHaveBeenCalledWith(emptyView.hints[0].yaml);
  });

  it.each([
    [
      'a route',
      { what: 'route' as const, name: 'payments', cluster: 'west' },
      'Perhaps missing: payments in west',
    ],
    [
      'a label, of any cluster,',
      { what: 'label' as const, name: 'product-gateways.io/product' },
      'Perhaps missing: product-gateways.io/product',
    ],
  ])(
    'does not say that %s is missing where it cannot be read',
    async (_, missing, title) => {
      await render({
        view: {
          ...emptyView,
          clusters: [east, partialWest],
          hints: [{ ...missing, message: 'None is there.', yaml: 'kind: X' }],
        },
      });

      expect(
        await screen.findByRole('heading', { name: title }),
      ).toBeInTheDocument();
      expect(
        screen.getAllByText('Not known: Gateways of west cannot be read.'),
      ).toHaveLength(3);
      for (const claim of [
        'None is there.',
        /No gateway serves this product/,
        /No route leads to/,
      ])
        expect(screen.queryByText(claim)).not.toBeInTheDocument();
      expect(
        screen.queryByRole('button', { name: /^Copy/ }),
      ).not.toBeInTheDocument();
    },
  );

  it('keeps showing what was seen when a refresh fails, and tries again', async () => {
    const onRetry = jest.fn();
    await render({
      confirmedAt: Date.now() - 90_000,
      failure: { kind: 'other', reason: 'The backend does not answer.' },
      onRetry,
    });

    expect(await screen.findByText(/this is what was seen/)).toHaveTextContent(
      '1 min ago',
    );
    expect(screen.getByText('The backend does not answer.')).toBeVisible();
    expect(screen.getByRole('grid', { name: 'Gateways' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });

  it('sorts a table by a column, and back', async () => {
    await render({});
    const matches = async () =>
      (await cellsOf('Hosts and routes')).map(([, order]) => order);
    const header = await screen.findByRole('columnheader', { name: /Order/ });
    expect(await matches()).toEqual(['1', '2', '1']);

    await userEvent.click(header);
    expect(await matches()).toEqual(['1', '1', '2']);
    await userEvent.click(header);
    expect(await matches()).toEqual(['2', '1', '1']);
  });

  it('says so when the filter lets nothing through', async () => {
    await render({ filter: { cluster: 'west', search: '' } });

    expect(
      await screen.findByText('No gateway matches the filter.'),
    ).toBeInTheDocument();
    expect(screen.getByText('No route matches the filter.')).toBeVisible();
  });

  it('shows what is under way, how far it is, and what it waits for', async () => {
    const templateLink = jest.fn(() => '/create/split');
    const intent: Intent = {
      kind: 'split-service',
      product: 'system:default/payments',
      cluster: 'east',
    };
    await render({
      templateLink,
      productChanges: {
        status: 'answered',
        value: {
          problems: ['Branch main of forge.example/b cannot be read.'],
          changes: [
            {
              title: 'Split payments',
              state: 'continues',
              intent,
              wave: { title: 'Lead 50 % there', number: 2, of: 4 },
              pullRequest: {
                number: 12,
                url: 'https://forge.example/platform/deploy/pulls/12',
                repository: 'forge.example/platform/deploy',
              },
              awaits: [
                {
                  when: 'before-open',
                  text: 'Service payments/direct-deposit has ready endpoints.',
                  state: 'unmet',
                  evidence: '0 of 1 are ready.',
                },
              ],
            },
          ],
          drift: [
            {
              cluster: 'east',
              object: {
                group: 'networking.istio.io',
                kind: 'VirtualService',
                namespace: 'payments',
                name: 'payments',
              },
              state: 'differs',
              file: 'clusters/east/payments/virtualservice.yaml',
              fields: ['spec.http'],
            },
          ],
        },
      },
    });

    const flight = within(
      await screen.findByRole('region', { name: 'Changes in flight' }),
    );
    expect(
      screen
        .getAllByRole('heading', { level: 3 })
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Changes in flight1',
      'Clusters',
      'Gateways1',
      'Hosts and routes3',
      'Git and clusters differ1',
    ]);
    expect(flight.getAllByRole('listitem')[0]).toHaveTextContent(
      'Split paymentsanother wave is nextwave 2 of 4',
    );
    expect(
      flight.getByRole('link', { name: 'forge.example/platform/deploy #12' }),
    ).toHaveAttribute('href', 'https://forge.example/platform/deploy/pulls/12');
    expect(flight.getByText(/has ready endpoints/)).toHaveTextContent(
      'Service payments/direct-deposit has ready endpoints. 0 of 1 are ready.',
    );
    expect(
      flight.getByRole('link', { name: 'Continue: Lead 50 % there' }),
    ).toHaveAttribute('href', '/create/split');
    expect(templateLink).toHaveBeenCalledWith(
      expect.objectContaining({
        template: 'template:default/split-service',
        intent,
      }),
    );
    expect(
      flight.getByRole('link', { name: 'Take it back' }),
    ).toBeInTheDocument();
    expect(templateLink).toHaveBeenCalledWith(
      expect.objectContaining({ intent: { ...intent, undo: true } }),
    );
    expect(await cellsOf('Git and clusters')).toEqual([
      [
        'VirtualService payments/payments',
        'east',
        'The cluster has other valuesspec.http',
        'clusters/east/payments/virtualservice.yaml',
      ],
    ]);
    expect(
      screen.getByText('Branch main of forge.example/b cannot be read.'),
    ).toBeInTheDocument();
  });

  it('leads to the pull request that is in review in place of the next step', async () => {
    const url = 'https://forge.example/platform/deploy/pulls/1';
    await render({
      productChanges: {
        status: 'answered',
        value: {
          problems: [],
          drift: [],
          changes: [
            {
              title: 'Give Payments its own gateway in east',
              state: 'proposed',
              intent: {
                kind: 'create-gateway',
                product: 'system:default/payments',
              },
              pullRequest: {
                number: 1,
                url,
                repository: 'forge.example/platform/deploy',
              },
              awaits: [],
            },
          ],
        },
      },
    });

    const link = await screen.findByRole('link', { name: 'Pull request #1' });
    expect(link).toHaveAttribute('href', url);
    expect(link.closest('p')).toHaveTextContent(
      'Give Payments its own gateway in east. Pull request #1 is in review.',
    );
    expect(screen.queryByText(/Not possible yet/)).not.toBeInTheDocument();
  });

  it('shows nothing of git where nothing is under way', async () => {
    await render({
      productChanges: {
        status: 'answered',
        value: { changes: [], drift: [], problems: [] },
      },
    });
    await screen.findByRole('region', { name: 'Gateways' });
    expect(
      screen.queryByRole('region', { name: /in flight|differ/ }),
    ).not.toBeInTheDocument();
  });
});
