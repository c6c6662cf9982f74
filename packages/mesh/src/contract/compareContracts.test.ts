import { parseAllDocuments } from 'yaml';
import { Snapshot, snapshotOf } from '../snapshot';
import { compareContracts } from './compareContracts';

const read = (text: string) =>
  parseAllDocuments(text).map(document => document.toJS());

const common = read(`
apiVersion: v1
kind: Pod
metadata: { name: gateway-1, namespace: payments, labels: { istio: payments } }
spec: { containers: [{ name: istio-proxy, image: auto }] }
---
apiVersion: v1
kind: Service
metadata: { name: gateway, namespace: payments }
spec: { selector: { istio: payments }, ports: [{ port: 80 }, { port: 443 }] }
---
apiVersion: v1
kind: Service
metadata: { name: payments, namespace: payments }
spec: { selector: { app: payments }, ports: [{ port: 8080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: credit-card, namespace: payments }
spec: { selector: { app: credit-card }, ports: [{ port: 8080 }] }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: gateway, namespace: payments }
spec:
  selector: { istio: payments }
  servers:
    - { port: { number: 80, name: http, protocol: HTTP }, hosts: [payments.my-company.io] }
`);

/** The rules of a VirtualService for payments.my-company.io. */
const rules = (http: string, name = 'payments'): Snapshot =>
  snapshotOf('east', [
    ...common,
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name, namespace: 'payments' },
      spec: {
        hosts: ['payments.my-company.io'],
        gateways: ['gateway'],
        http: parseAllDocuments(http)[0].toJS(),
      },
    },
  ]);

const told = (before: Snapshot, after: Snapshot) =>
  compareContracts(before, after).contracts.flatMap(
    ({ regions, undecidable }) => [
      ...regions.map(
        ({ verdict, condition, witness }) =>
          `${verdict}: ${condition.text} (${witness.method} ${witness.path})`,
      ),
      ...undecidable.map(({ regexes }) => `undecidable: ${regexes}`),
    ],
  );

const toPayments = 'route: [{ destination: { host: payments } }]';
const toCards = 'route: [{ destination: { host: credit-card } }]';
const shared = (weight: number) =>
  `route: [{ destination: { host: payments }, weight: ${weight} }, { destination: { host: credit-card }, weight: ${
    100 - weight
  } }]`;
const cards = (action: string) =>
  `{ match: [{ uri: { prefix: /cards } }], ${action} }`;

test.each<[string, string, string, string[]]>([
  ['nothing changed', `[{ ${toPayments} }]`, `[{ ${toPayments} }]`, []],
  [
    'a new route takes a part of the paths',
    `[{ ${toPayments} }]`,
    `[${cards(toCards)}, { ${toPayments} }]`,
    ['service-changed: /cards… (GET /cards)'],
  ],
  [
    'a route is gone',
    `[${cards(
      toCards,
    )}, { match: [{ uri: { prefix: /pay } }], ${toPayments} }]`,
    `[{ match: [{ uri: { prefix: /pay } }], ${toPayments} }]`,
    ['lost: /cards… (GET /cards)'],
  ],
  [
    'its service is gone',
    `[${cards(toCards)}]`,
    `[${cards('route: [{ destination: { host: gone } }]')}]`,
    ['lost: /cards… (GET /cards)'],
  ],
  [
    'a path is served that was not',
    `[{ match: [{ uri: { exact: /cards } }], ${toCards} }]`,
    `[${cards(toCards)}]`,
    ['newly-reachable: /cards…, except /cards (GET /cardsx)'],
  ],
  [
    'other shares of the same services',
    `[{ ${shared(90)} }]`,
    `[{ ${shared(50)} }]`,
    ['weight-changed: /… (GET /)'],
  ],
  [
    'another timeout',
    `[{ timeout: 1s, ${toPayments} }]`,
    `[{ timeout: 2s, ${toPayments} }]`,
    ['policy-changed: /… (GET /)'],
  ],
  [
    'another redirect',
    `[{ redirect: { uri: /new } }]`,
    `[{ redirect: { uri: /newer } }]`,
    ['policy-changed: /… (GET /)'],
  ],
  [
    'a route behind one that takes all it stands for',
    `[{ match: [{ uri: { prefix: /cards/v1 } }], ${toCards} }]`,
    `[${cards(
      toPayments,
    )}, { match: [{ uri: { prefix: /cards/v1 } }], ${toCards} }]`,
    [
      'service-changed: /cards/v1… and /cards… (GET /cards/v1)',
      'newly-reachable: /cards…, except /cards/v1… (GET /cards)',
      'shadowed: /cards/v1… (GET /cards/v1)',
    ],
  ],
  [
    'a guard: requests without the header are lost',
    `[${cards(toCards)}]`,
    `[{ match: [{ uri: { prefix: /cards }, headers: { x-beta: { exact: "1" } } }], ${toCards} }]`,
    ['lost: /cards…, except /cards… with x-beta=1 (GET /cards)'],
  ],
  [
    'one method of several',
    `[{ match: [{ method: { exact: GET } }, { method: { exact: POST } }], ${toCards} }]`,
    `[{ match: [{ method: { exact: GET } }], ${toCards} }]`,
    ['lost: POST /… (POST /)'],
  ],
  [
    'a query parameter',
    `[{ ${toPayments} }]`,
    `[{ match: [{ queryParams: { v: { exact: "2" } } }], ${toCards} }, { ${toPayments} }]`,
    ['service-changed: /… with ?v=2 (GET /?v=2)'],
  ],
  [
    'the Host header as sent',
    `[{ ${toPayments} }]`,
    `[{ match: [{ authority: { exact: payments.my-company.io } }], ${toPayments} }]`,
    ['lost: /…, except /… with host payments.my-company.io (GET /)'],
  ],
  [
    'a regex that means a prefix',
    `[{ match: [{ uri: { prefix: /cards } }], ${toCards} }]`,
    `[{ match: [{ uri: { regex: "/cards.*" } }], ${toCards} }]`,
    [],
  ],
  [
    'a regex beside a literal inside it',
    `[{ match: [{ uri: { regex: "/v[0-9]+/cards" } }], ${toCards} }]`,
    `[{ match: [{ uri: { exact: /v1/cards } }], ${toCards} }]`,
    ['lost: ~/v[0-9]+/cards, except /v1/cards (GET /v0/cards)'],
  ],
  [
    'a regex equal on both sides',
    `[{ match: [{ uri: { regex: ".*\\\\bcards" } }], ${toCards} }, { ${toPayments} }]`,
    `[{ match: [{ uri: { regex: ".*\\\\bcards" } }], ${toCards} }, { ${toPayments} }]`,
    [],
  ],
  [
    'a regex that looks at words is named',
    `[{ match: [{ uri: { regex: ".*\\\\bcards" } }], ${toCards} }]`,
    `[{ match: [{ uri: { regex: "/\\\\bcards" } }], ${toCards} }]`,
    ['undecidable: .*\\bcards,/\\bcards'],
  ],
  [
    'letter case',
    `[{ match: [{ uri: { prefix: /cards }, ignoreUriCase: true }], ${toCards} }]`,
    `[${cards(toCards)}]`,
    ['lost: /cards… in any case, except /cards… (GET /cardS)'],
  ],
  [
    'segments are no prefix',
    `[{ match: [{ uri: { regex: "/cards(/.*)?" } }], ${toCards} }]`,
    `[${cards(toCards)}]`,
    ['newly-reachable: /cards…, except ~/cards(/.*)? (GET /cardsx)'],
  ],
])('%s', (_claim, before, after, expected) => {
  expect(told(rules(before), rules(after))).toEqual(expected);
});

describe('what depends on the age of objects', () => {
  const withAnother = (snapshot: Snapshot, http: string) =>
    snapshot.with({
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'zz-cards', namespace: 'payments' },
      spec: {
        hosts: ['payments.my-company.io'],
        gateways: ['gateway'],
        http: parseAllDocuments(http)[0].toJS(),
      },
    });
  const before = rules(`[${cards(toPayments)}]`);

  test('the younger object would take what the older one answers', () => {
    const after = withAnother(
      before,
      `[{ match: [{ uri: { prefix: /cards/v1 } }], ${toCards} }]`,
    );
    expect(told(before, after)).toEqual([
      'depends-on-creation-order: /cards… and /cards/v1… (GET /cards/v1)',
      'shadowed: /cards/v1… (GET /cards/v1)',
    ]);
  });

  test('a default never takes the place of what is specific', () => {
    expect(told(before, withAnother(before, `[{ ${toCards} }]`))).toEqual([
      'newly-reachable: /…, except /cards… (GET /)',
    ]);
  });

  test('one that does the same is no matter', () => {
    expect(
      told(
        before,
        withAnother(
          before,
          `[{ match: [{ uri: { prefix: /cards/v1 } }], ${toPayments} }]`,
        ),
      ),
    ).toEqual(['shadowed: /cards/v1… (GET /cards/v1)']);
  });
});

describe('connections', () => {
  const gateway = (servers: string) =>
    rules(`[{ ${toPayments} }]`).with({
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { name: 'gateway', namespace: 'payments' },
      spec: {
        selector: { istio: 'payments' },
        servers: parseAllDocuments(servers)[0].toJS(),
      },
    });
  const http =
    '{ port: { number: 80, name: http, protocol: HTTP }, hosts: [payments.my-company.io] }';
  const redirecting =
    '{ port: { number: 80, name: http, protocol: HTTP }, hosts: [payments.my-company.io], tls: { httpsRedirect: true } }';
  const https =
    '{ port: { number: 443, name: https, protocol: HTTPS }, hosts: [payments.my-company.io], tls: { mode: SIMPLE, credentialName: c } }';

  const verdicts = (before: string, after: string) =>
    compareContracts(gateway(before), gateway(after)).contracts.flatMap(
      ({ port, transport, host, regions }) =>
        regions.map(
          ({ sentence }) => `${host} ${port} ${transport}: ${sentence}`,
        ),
    );

  test.each([
    [
      'plaintext is no longer redirected',
      `[${redirecting}]`,
      `[${http}]`,
      'payments.my-company.io 80 plaintext: /… has another httpsRedirect: payments.payments:8080, before 301 to https://payments.my-company.io/',
    ],
    [
      'the TLS server is gone',
      `[${http}, ${https}]`,
      `[${http}]`,
      'payments.my-company.io 443 tls: /… is lost: before payments.payments:8080, now no listener',
    ],
    [
      'the TLS server has another name',
      `[${http}, ${https}]`,
      `[${http}, ${https.replace('hosts: [payments', 'hosts: [cards')}]`,
      'payments.my-company.io 443 tls: /… is lost: before payments.payments:8080, now no server for this TLS name',
    ],
  ])('%s', (_claim, before, after, expected) => {
    expect(verdicts(before, after)).toEqual([expected]);
  });
});

test('a host that only a wildcard serves, and one that nobody serves', () => {
  const wildcard = (http: string) => {
    const snapshot = rules(http);
    const [gateway, virtualService] = ['Gateway', 'VirtualService'].map(
      kind => snapshot.list('networking.istio.io', kind)[0],
    );
    return snapshot
      .with({
        ...gateway,
        spec: {
          selector: { istio: 'payments' },
          servers: [
            {
              port: { number: 80, name: 'http', protocol: 'HTTP' },
              hosts: ['*.my-company.io'],
            },
          ],
        },
      })
      .with({
        ...virtualService,
        spec: {
          ...(virtualService.spec as object),
          hosts: ['*.my-company.io'],
        },
      });
  };
  const compared = compareContracts(
    wildcard(`[{ ${toPayments} }]`),
    wildcard(`[{ ${toCards} }]`),
    { hosts: ['new.my-company.io', 'elsewhere.example.org'] },
  );
  expect(
    compared.contracts.map(({ host, regions: [{ witness }] }) => [
      host,
      witness.host,
    ]),
  ).toEqual([['new.my-company.io', 'new.my-company.io']]);
  expect(compared.counts['service-changed']).toBe(1);
});

test('a shared gateway is compared with the own one', () => {
  const id = 'payments/Pod/gateway-1';
  const before = rules(`[{ ${toPayments} }]`);
  const compared = (gateways: { before?: string; after?: string }) =>
    compareContracts(before, before, { gateways: [gateways] }).counts;
  expect(compared({ before: id, after: id }).same).toBe(1);
  expect(compared({ before: id }).lost).toBe(1);
  expect(compared({ after: id })['newly-reachable']).toBe(1);
});
