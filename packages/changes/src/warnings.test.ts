import { analytics, files, intent, planIn, World } from './testing/company';

const route = 'clusters/east/payments/virtualservice-payments.yaml';
const shared = 'clusters/east/istio-system/shared.yaml';

const warningsIn = (world: Partial<World>) =>
  planIn({ git: files, ...world }).warnings;

describe('what a reviewer should know', () => {
  const policy = (selector: string) => `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: office, namespace: istio-system }
spec: { selector: { matchLabels: { ${selector} } }, action: DENY, rules: [{}] }
`;
  const with_ = (path: string, text: string) => ({
    git: { ...files, [path]: text },
  });
  const drifted = {
    ...files,
    [route]: files[route].replace('prefix: /web', 'prefix: /shop'),
  };
  const greedy = files[shared].replace(
    'spec:\n  selector: { istio: ingressgateway }\n  servers:',
    'spec:\n  selector: { sidecar.istio.io/inject: "true" }\n  servers:',
  );
  test.each<[string, Partial<World>, RegExp[]]>([
    ['nothing, where git and cluster agree', {}, []],
    [
      'a cluster that does not answer',
      { state: { state: 'stale', observedAt: '2026-11-24T12:00:00Z' } },
      [/does not answer.*2026-11-24T12:00:00Z/],
    ],
    [
      'a kind that is not seen',
      {
        change: s =>
          s.withUnseen([
            {
              group: 'security.istio.io',
              kind: 'AuthorizationPolicy',
              reason: 'forbidden',
            },
          ]),
      },
      [/does not see every kind.*AuthorizationPolicy/],
    ],
    [
      'a kind that is not installed is no gap',
      {
        change: s =>
          s.withUnseen([
            {
              group: 'cert-manager.io',
              kind: 'Certificate',
              reason: 'not-installed',
            },
          ]),
      },
      [],
    ],
    [
      'a route that is live otherwise than in git',
      { live: drifted },
      [
        /live in cluster east otherwise than git says \(.*virtualservice-payments.yaml\)/,
      ],
    ],
    [
      'a policy on the shared gateway',
      with_('clusters/east/p.yaml', policy('istio: ingressgateway')),
      [
        /AuthorizationPolicy istio-system\/office applies to the shared gateway and not to the new one/,
      ],
    ],
    [
      'a policy on other pods says nothing here',
      with_('clusters/east/p.yaml', policy('app: other')),
      [],
    ],
    [
      'a Gateway that selects every gateway',
      with_(shared, greedy),
      [
        /Gateway istio-system\/shared selects the pods of the new gateway as well/,
      ],
    ],
  ])('%s', (_, world, expected) => {
    expect(warningsIn(world)).toEqual(
      expected.map(text => expect.stringMatching(text)),
    );
  });
});

test('a route that serves a host of another product too names it', () => {
  const both = files[route].replace(
    '    - payments.my-company.io\n',
    '    - payments.my-company.io\n    - analytics.my-company.io\n',
  );
  const [wave] = planIn({ git: { ...files, [route]: both } }).waves;
  expect(wave.touches.products).toEqual(['Analytics']);
});

describe('where a product lies in several namespaces', () => {
  const asked = {
    ...intent,
    product: analytics,
    hosts: ['analytics.my-company.io'],
    namespace: 'analytics-gateway',
  };
  const [wave] = planIn({ git: files }, asked).waves;

  test('the gateway gets a namespace of its own, labelled', () => {
    const [first] = wave.edits;
    expect(first.path).toBe(
      'clusters/east/analytics-gateway/namespace-analytics-gateway.yaml',
    );
    expect(first.after).toContain('product-gateways.io/product: analytics');
  });

  test('its routes name it in full', () => {
    expect(wave.edits.at(-1)?.after).toContain(
      'gateways: [istio-system/shared, analytics-gateway/analytics-gateway]',
    );
  });
});

test('single matches that are meant for the shared gateway are meant for the new one too', () => {
  const git = {
    ...files,
    [route]: files[route].replace(
      'uri: { prefix: /web }',
      'gateways: [istio-system/shared], uri: { prefix: /web }',
    ),
  };
  const [wave] = planIn({ git }).waves;
  expect(wave.edits.at(-1)?.after).toContain(
    'gateways: [istio-system/shared, payments/payments-gateway], uri:',
  );
  expect(wave.callers.every(({ same }) => same)).toBe(true);
});
