import { specOf } from '@product-gateways/mesh';
import { GatewaySpec } from './istio';
import { clusterOf, files, mergedInto, planIn } from './testing/company';

const route = 'clusters/east/payments/virtualservice-payments.yaml';

describe('a gateway of its own for a product on the shared one', () => {
  const planned = planIn({ git: files });
  const [wave] = planned.waves;
  const after = clusterOf(mergedInto(files, planned));

  it('is one wave of new files, and one line in the route that is there', () => {
    expect(
      wave.edits.map(({ path, before }) => [path, before ? 'edited' : 'new']),
    ).toEqual([
      ['clusters/east/payments/serviceaccount-payments-gateway.yaml', 'new'],
      ['clusters/east/payments/role-payments-gateway.yaml', 'new'],
      ['clusters/east/payments/rolebinding-payments-gateway.yaml', 'new'],
      ['clusters/east/payments/deployment-payments-gateway.yaml', 'new'],
      ['clusters/east/payments/service-payments-gateway.yaml', 'new'],
      [
        'clusters/east/payments/horizontalpodautoscaler-payments-gateway.yaml',
        'new',
      ],
      [
        'clusters/east/payments/poddisruptionbudget-payments-gateway.yaml',
        'new',
      ],
      ['clusters/east/payments/gateway-payments-gateway.yaml', 'new'],
      [route, 'edited'],
    ]);
    expect(wave.edits.at(-1)?.after).toBe(
      files[route].replace(
        '# with analytics\n',
        '# with analytics\n    - payments/payments-gateway\n',
      ),
    );
  });

  it('offers the hosts as the shared one does', () => {
    const gateway = after.get({
      group: 'networking.istio.io',
      kind: 'Gateway',
      namespace: 'payments',
      name: 'payments-gateway',
    });
    expect(gateway && specOf<GatewaySpec>(gateway)).toEqual({
      selector: { 'product-gateways.io/gateway': 'payments-gateway' },
      servers: [
        {
          port: { number: 80, name: 'http', protocol: 'HTTP' },
          hosts: ['payments.my-company.io'],
          tls: { httpsRedirect: true },
        },
        {
          port: { number: 443, name: 'https-payments', protocol: 'HTTPS' },
          hosts: ['payments.my-company.io'],
          tls: { mode: 'SIMPLE', credentialName: 'payments-cert' },
        },
      ],
    });
  });

  it('opens the ports that these hosts need, and the one that load balancers ask', () => {
    const service = after.get({
      group: '',
      kind: 'Service',
      namespace: 'payments',
      name: 'payments-gateway',
    });
    expect(service?.spec).toMatchObject({
      type: 'LoadBalancer',
      ports: [
        { name: 'status-port', port: 15021, targetPort: 15021 },
        { name: 'http2', port: 80, targetPort: 8080 },
        { name: 'https', port: 443, targetPort: 8443 },
      ],
    });
  });

  it('keeps what callers see', () => {
    expect(wave.callers).toEqual([
      {
        request: 'http://payments.my-company.io /…',
        before: 'redirect to https',
        after: 'redirect to https',
        same: true,
      },
      {
        request: 'https://payments.my-company.io GET /web…',
        before: 'payments-web.payments:8080',
        after: 'payments-web.payments:8080',
        same: true,
      },
      {
        request: 'https://payments.my-company.io /…',
        before: 'payments.payments:8080',
        after: 'payments.payments:8080',
        same: true,
      },
    ]);
    expect(planned.summary).toContain('Callers notice nothing');
  });

  it('says what it touches, and what must be true', () => {
    expect(wave.touches).toEqual({
      clusters: ['east'],
      namespaces: ['payments'],
      hosts: ['payments.my-company.io'],
      products: [],
    });
    expect(
      wave.conditions.map(({ when, state, text }) => [
        when,
        state,
        text.split(':')[0],
      ]),
    ).toEqual([
      [
        'before-merge',
        'unknown',
        'Secret payments-cert must be in namespace payments',
      ],
      [
        'after-merge',
        'unmet',
        'Deployment payments/payments-gateway is available.',
      ],
      [
        'after-merge',
        'unmet',
        'Service payments/payments-gateway has an address.',
      ],
    ]);
    expect(planned.warnings).toEqual([]);
  });
});

describe('asked again', () => {
  const merged = mergedInto(files, planIn({ git: files }));

  test('once it is merged and not live yet: nothing to change', () => {
    const again = planIn({ git: merged, live: files });
    expect(again).toMatchObject({
      waves: [],
      summary: expect.stringMatching(/not live in east yet/),
    });
  });

  test('once it is live: nothing to change', () => {
    const again = planIn({ git: merged });
    expect(again).toMatchObject({
      waves: [],
      summary: expect.stringMatching(/already has its own gateway in east/),
    });
  });

  test('before it is merged: the same plan', () => {
    expect(planIn({ git: files })).toEqual(planIn({ git: files }));
  });

  test('with one file lost: that file alone', () => {
    const path = 'clusters/east/payments/role-payments-gateway.yaml';
    const { [path]: _, ...git } = merged;
    const [wave] = planIn({ git, live: files }).waves;
    expect(wave.edits.map(edit => edit.path)).toEqual([path]);
  });
});
