import { resolve, Snapshot } from '@product-gateways/mesh';
import { SplitService } from '../../Intent';
import { files } from '../../testing/company';
import { splitFaults } from '../../testing/splitFaults';
import {
  Files,
  httpRouteFiles,
  liveOf,
  merge,
  planSplit,
  routeFile,
  split,
  splitFiles,
} from '../../testing/splitWorld';

/** As parsers give it: tests know what is in it. */
type Rule = ReturnType<typeof JSON.parse>;

/** What git says after each wave. */
function wayOf(git: Files, asked: SplitService): Files[] {
  const way = [git];
  for (let now = git; ; ) {
    const plan = planSplit({ git: now }, asked);
    if (!plan.waves.length) return way;
    now = merge(now, plan);
    way.push(now);
  }
}

/** Which Services answer a request, and with which path. */
function answer(snapshot: Snapshot, request: string, headers = {}): string {
  const [method, path] = request.split(' ');
  const { destinations, route } = resolve(snapshot, {
    workload: {
      namespace: 'istio-system',
      labels: { istio: 'ingressgateway' },
    },
    port: 443,
    tls: true,
    sni: 'payments.my-company.io',
    host: 'payments.my-company.io',
    method,
    path,
    headers,
  });
  const names = destinations
    .filter(({ weight }) => weight > 0)
    .map(({ service }) => service?.name);
  return `${names.join()} ${JSON.stringify(route?.policy ?? {})}`;
}

const file = 'clusters/east/payments/virtualservice-payments.yaml';
const asking = (more: Partial<SplitService>): SplitService => ({
  ...split,
  guard: undefined,
  retire: false,
  stages: [100],
  ...more,
});
const to = { namespace: 'payments', name: 'credit-card' };

const withRules = (rules: string): Files => ({
  ...splitFiles,
  [file]: files[file].replace(/ {4}- match: \[\{ uri[^]*/, rules),
});

describe('a VirtualService keeps all that its rule does', () => {
  const destination =
    'route: [{ destination: { host: payments, port: { number: 8080 } }, headers: { response: { set: { x-a: b } } } }]';
  const cards: SplitService['parts'] = [
    { path: { type: 'prefix', value: '/api/cards' }, to },
  ];

  test.each<[string, string, SplitService['parts'], string[]]>([
    [
      'timeouts, retries, CORS, headers, faults',
      `    - match: [{ uri: { prefix: /api } }]
      timeout: 5s
      retries: { attempts: 2 }
      corsPolicy: { allowOrigins: [{ exact: https://a.io }] }
      fault: { abort: { percentage: { value: 0.1 }, httpStatus: 503 } }
      ${destination}
`,
      cards,
      [
        'GET /api/cards',
        'GET /api/cards/1?x=/api',
        'GET /api/cardsx',
        'GET /api',
      ],
    ],
    [
      'conditions of every alternative',
      `    - match:
        - { uri: { prefix: /api/ }, method: { exact: GET }, headers: { x-user: {} } }
        - { uri: { exact: /api/cards }, queryParams: { v: { exact: "2" } } }
        - { uri: { prefix: /other } }
      ${destination}
`,
      cards,
      [
        'GET /api/cards?v=2',
        'GET /api/cards/1',
        'GET /other',
        'POST /api/cards',
      ],
    ],
    [
      'a rule that is narrower than the part',
      `    - match: [{ uri: { prefix: /api/cards/gold } }, { uri: { exact: /api/cards } }, { uri: { exact: /api/x } }]
      ${destination}
`,
      cards,
      ['GET /api/cards/gold/1', 'GET /api/cards', 'GET /api/x'],
    ],
    [
      'letters of either case',
      `    - match: [{ uri: { prefix: /API }, ignoreUriCase: true }]
      ${destination}
`,
      cards,
      ['GET /api/cards/1', 'GET /API/x'],
    ],
    [
      'method and header',
      `    - match: [{ uri: { prefix: / }, method: { prefix: P } }]
      ${destination}
`,
      [
        { method: 'POST', header: { name: 'X-Kind', value: 'card' }, to },
        { method: 'PUT', to: { ...to, name: 'direct-deposit' } },
      ],
      ['POST /', 'PUT /', 'PATCH /'],
    ],
  ])('%s', (_, rules, parts, requests) => {
    const git = withRules(rules);
    const asked = asking({ parts });
    const [before, ...after] = wayOf(git, asked).map(each => liveOf(each));
    expect(after.length).toBe(2);
    expect(splitFaults([before, ...after], asked)).toEqual([]);
    const policyOf = (text: string) => text.slice(text.indexOf(' '));
    for (const request of requests)
      for (const step of after)
        expect(policyOf(answer(step, request))).toBe(
          policyOf(answer(before, request)),
        );
  });

  test('a rewrite goes on from where the longer match ends', () => {
    const git = withRules(`    - match: [{ uri: { prefix: /api } }]
      rewrite: { uri: /v1 }
      ${destination}
`);
    const end = wayOf(git, asking({ parts: cards })).at(-1) ?? {};
    const [object] = liveOf({ [file]: end[file] }).list(
      'networking.istio.io',
      'VirtualService',
    );
    expect(
      Object(object.spec).http.map(({ match, rewrite }: Rule) => [
        match[0].uri,
        rewrite.uri,
      ]),
    ).toEqual([
      [{ exact: '/api/cards' }, '/v1/cards'],
      [{ prefix: '/api/cards/' }, '/v1/cards/'],
      [{ prefix: '/api' }, '/v1'],
    ]);
  });

  test('requests that the Service never gets are refused', () => {
    const git = withRules(
      `    - match: [{ uri: { prefix: /web } }]\n      ${destination}\n`,
    );
    expect(() => planSplit({ git }, asking({ parts: cards }))).toThrow(
      /payments\/payments is never asked for \/api\/cards…/,
    );
  });
});

test('a delegate is split where it is written, not at its root', () => {
  const root = files[file].replace(
    / {4}- match: \[\{ uri[^]*/,
    '    - match: [{ uri: { prefix: /pay } }]\n      delegate: { name: pay, namespace: payments }\n',
  );
  const git = {
    ...splitFiles,
    [file]: root,
    'clusters/east/payments/pay.yaml': `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: pay, namespace: payments }
spec:
  http:
    - route: [{ destination: { host: payments, port: { number: 8080 } } }]
`,
  };
  const asked = asking({
    parts: [{ path: { type: 'prefix', value: '/pay/cards' }, to }],
  });
  const way = wayOf(git, asked);
  expect(
    splitFaults(
      way.map(each => liveOf(each)),
      asked,
    ),
  ).toEqual([]);
  const end = way.at(-1) ?? {};
  expect(end[file]).toBe(root);
  expect(answer(liveOf(end), 'GET /pay/cards/1')).toMatch(/^credit-card /);
  expect(answer(liveOf(end), 'GET /pay')).toMatch(/^payments /);
});

test('the shared gateway and the own one keep the same answer', () => {
  const gateway = (name: string, namespace: string) => `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: { selector: { gateway: ${name} }, ports: [{ name: https, port: 443, targetPort: 8443 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { gateway: ${name} } }
  template: { metadata: { labels: { gateway: ${name}, sidecar.istio.io/inject: "true" }, annotations: { inject.istio.io/templates: gateway } } }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { gateway: ${name} }
  servers: [{ port: { number: 443, name: https, protocol: HTTPS }, hosts: [payments.my-company.io], tls: { mode: SIMPLE, credentialName: payments-cert } }]
`;
  const git = {
    ...splitFiles,
    'clusters/east/payments/own.yaml': gateway('own', 'payments'),
    [file]: files[file].replace(
      '# with analytics\n',
      '# with analytics\n    - payments/own\n',
    ),
  };
  const plan = planSplit({ git });
  expect(plan.waves[0].edits.map(({ path }) => path)).toEqual([file]);
  expect(plan.waves[0].touches.gateways).toEqual([
    'istio-system/ingressgateway',
    'payments/own',
  ]);
  expect(
    splitFaults(
      wayOf(git, split).map(each => liveOf(each)),
      split,
    ),
  ).toEqual([]);
});

describe('an HTTPRoute', () => {
  const route = routeFile;
  const routeWith = httpRouteFiles;
  const rules = `    # all of it
    - backendRefs:
        - name: payments
          port: 8080
`;

  test('goes the same way', () => {
    const git = routeWith(rules);
    const way = wayOf(git, split);
    expect(way).toHaveLength(7);
    expect(
      splitFaults(
        way.map(each => liveOf(each)),
        split,
      ),
    ).toEqual([]);
    expect(way[2][route]).toContain(`    - matches:
        - path:
            type: PathPrefix
            value: /cards
      backendRefs:
        - name: payments
          port: 8080
          weight: 90
        - name: credit-card
          port: 8080
          weight: 10
    # all of it
    - backendRefs:
        - name: payments
          port: 8080
          weight: 90
        - name: direct-deposit
          port: 8080
          weight: 10
`);
    expect(way[6][route]).toContain(`            value: /cards
      backendRefs:
        - name: credit-card
          port: 8080
    # all of it
    - backendRefs:
        - name: direct-deposit
          port: 8080
`);
  });

  test('a prefix that is replaced goes on from where the longer match ends', () => {
    const git =
      routeWith(`    - matches: [{ path: { type: PathPrefix, value: /api } }]
      filters:
        - type: URLRewrite
          urlRewrite: { path: { type: ReplacePrefixMatch, replacePrefixMatch: / } }
      backendRefs: [{ name: payments, port: 8080 }]
`);
    const asked = asking({
      parts: [
        { path: { type: 'exact', value: '/api/cards/gold' }, to },
        { path: { type: 'prefix', value: '/api/cards' }, to },
      ],
    });
    const way = wayOf(git, asked);
    expect(
      splitFaults(
        way.map(each => liveOf(each)),
        asked,
      ),
    ).toEqual([]);
    const [object] = liveOf({ [route]: way.at(-1)?.[route] ?? '' }).list(
      'gateway.networking.k8s.io',
      'HTTPRoute',
    );
    expect(
      Object(object.spec).rules.map(
        ({ filters }: Rule) => filters[0].urlRewrite.path,
      ),
    ).toEqual([
      { type: 'ReplaceFullPath', replaceFullPath: '/cards/gold' },
      { type: 'ReplacePrefixMatch', replacePrefixMatch: '/cards' },
      { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' },
    ]);
  });

  test('parts stand in the order in which Gateway API tries them', () => {
    const asked = asking({
      parts: [
        { header: { name: 'x', value: 'y' }, to },
        {
          path: { type: 'prefix', value: '/cards' },
          to: { ...to, name: 'direct-deposit' },
        },
      ],
    });
    expect(() => planSplit({ git: routeWith(rules) }, asked)).toThrow(
      /An HTTPRoute tries \/cards… before with header x: y/,
    );
    expect(
      planSplit({ git: splitFiles }, asked).waves.map(({ id }) => id),
    ).toEqual(['weight-100', 'cleanup']);
  });

  test("another product's namespace needs its grant: the split is refused before a request fails", () => {
    const git = {
      ...routeWith(rules),
      'clusters/east/namespaces.yaml': `${files['clusters/east/namespaces.yaml']}---
apiVersion: v1
kind: Namespace
metadata: { name: cards, labels: { product-gateways.io/product: payments } }
`,
      'clusters/east/cards.yaml': splitFiles[
        'clusters/east/payments/new.yaml'
      ].replaceAll('namespace: payments', 'namespace: cards'),
    };
    const asked = asking({ parts: [{ to: { ...to, namespace: 'cards' } }] });
    expect(() => planSplit({ git }, asked)).toThrow(
      /this would change more than it may/,
    );
  });
});
