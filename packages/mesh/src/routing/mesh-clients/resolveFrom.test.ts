import { parseAllDocuments } from 'yaml';
import { Snapshot, snapshotOf } from '../../snapshot';
import { meshConfigMap } from '../mesh-config/meshConfigMap';
import { Decision, Probe } from '../probe';
import { resolve } from '../resolve';

const read = (...yaml: string[]): Snapshot =>
  snapshotOf(
    'east',
    yaml.flatMap(text => parseAllDocuments(text).map(item => item.toJS())),
  );

const service = (
  name: string,
  namespace: string,
  ports = '{ name: http, port: 8080 }',
  more = '{}',
) => `
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace}, annotations: ${more} }
spec: { clusterIP: 10.96.0.${name.length}, ports: [${ports}] }
`;

const virtualService = (
  name: string,
  namespace: string,
  spec: string,
  created = '2026-01-01T00:00:00Z',
) => `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: ${namespace}, creationTimestamp: ${created} }
spec: { ${spec} }
`;

const sidecar = (namespace: string, spec: string) => `
---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: ${namespace} }
spec: { ${spec} }
`;

const to = (host: string) =>
  `[{ route: [{ destination: { host: ${host} } }] }]`;

const probe = (host: string, change: Partial<Probe> = {}): Probe => ({
  from: { namespace: 'orders', labels: { app: 'orders' } },
  port: 8080,
  tls: false,
  method: 'GET',
  host,
  path: '/',
  ...change,
});

const tell = ({ outcome, status, destinations }: Decision) =>
  [
    outcome,
    status,
    ...destinations.map(
      ({ cluster, exists }) => `${exists ? '' : 'missing '}${cluster}`,
    ),
  ]
    .filter(Boolean)
    .join(' ');

const payments = 'outbound|8080||payments.payments.svc.cluster.local';
const orders = 'outbound|8080||orders.orders.svc.cluster.local';

describe('names of a service', () => {
  const mesh = read(
    service('payments', 'payments'),
    service('orders', 'orders'),
  );
  test.each([
    [
      'payments.payments.svc.cluster.local',
      `route ${payments}`,
      'the full name',
    ],
    [
      'payments.payments.svc.cluster.local:8080',
      `route ${payments}`,
      'a port changes nothing',
    ],
    [
      'payments.payments.svc.cluster.local.',
      `route ${payments}`,
      'an absolute name',
    ],
    ['payments.payments.svc', `route ${payments}`, 'without the domain'],
    ['payments.payments', `route ${payments}`, 'name and namespace'],
    ['PAYMENTS.payments', `route ${payments}`, 'letter case changes nothing'],
    ['10.96.0.8', `route ${payments}`, 'the cluster IP'],
    ['orders', `route ${orders}`, 'the name alone in the own namespace'],
    ['payments', 'route PassthroughCluster', 'not of another namespace'],
  ])('%s: %s, %s', (host, expected) =>
    expect(tell(resolve(mesh, probe(host)))).toBe(expected),
  );
});

describe('VirtualServices', () => {
  const services =
    service('payments', 'payments') + service('orders', 'orders');
  test.each([
    [
      `hosts: [payments], http: ${to('orders.orders.svc.cluster.local')}`,
      orders,
      'no gateways means mesh',
    ],
    [
      `hosts: [payments], gateways: [mesh, edge], http: ${to(
        'orders.orders.svc.cluster.local',
      )}`,
      orders,
      'mesh among others',
    ],
    [
      `hosts: [payments], gateways: [edge], http: ${to(
        'orders.orders.svc.cluster.local',
      )}`,
      payments,
      'a gateway is no sidecar',
    ],
    [
      `hosts: [payments], exportTo: ["."], http: ${to(
        'orders.orders.svc.cluster.local',
      )}`,
      payments,
      'kept to its namespace',
    ],
    [
      `hosts: [payments], exportTo: [orders], http: ${to(
        'orders.orders.svc.cluster.local',
      )}`,
      orders,
      'exported to the client',
    ],
    [
      `hosts: ["*.payments.svc.cluster.local"], http: ${to(
        'orders.orders.svc.cluster.local',
      )}`,
      orders,
      'a wildcard takes services',
    ],
    [
      `hosts: [payments], http: [{ match: [{ sourceNamespace: orders }], route: [{ destination: { host: orders.orders.svc.cluster.local } }] }]`,
      orders,
      'the source namespace',
    ],
    [
      `hosts: [payments], http: [{ match: [{ sourceNamespace: other }], route: [{ destination: { host: orders.orders.svc.cluster.local } }] }]`,
      payments,
      'no route is left, so the service’s own',
    ],
    [
      `hosts: [payments], http: [{ match: [{ sourceLabels: { app: orders } }], route: [{ destination: { host: orders.orders.svc.cluster.local } }] }]`,
      orders,
      'source labels',
    ],
    [
      `hosts: [payments], http: [{ match: [{ gateways: [mesh] }], route: [{ destination: { host: orders.orders.svc.cluster.local } }] }]`,
      orders,
      'a match for the mesh',
    ],
    [
      `hosts: [payments], http: [{ match: [{ gateways: [edge] }], route: [{ destination: { host: orders.orders.svc.cluster.local } }] }]`,
      payments,
      'a match for a gateway',
    ],
  ])('{ %s }: %s, %s', (spec, cluster) => {
    const mesh = read(services, virtualService('payments', 'payments', spec));
    expect(tell(resolve(mesh, probe('payments.payments')))).toBe(
      `route ${cluster}`,
    );
  });

  test('a request that no route of the first VirtualService takes is 404', () => {
    const mesh = read(
      services,
      virtualService(
        'old',
        'payments',
        'hosts: [payments], http: [{ match: [{ uri: { prefix: /v1 } }], route: [{ destination: { host: payments } }] }]',
        '2025-01-01T00:00:00Z',
      ),
      virtualService(
        'young',
        'payments',
        `hosts: [payments], http: ${to('payments')}`,
      ),
    );
    const decision = resolve(mesh, probe('payments.payments'));
    expect(tell(decision)).toBe('no-route');
    expect(decision.steps.map(({ text }) => text)).toContain(
      'VirtualService payments/young has payments.payments.svc.cluster.local too, but for sidecars the first VirtualService of a host is the only one',
    );
  });

  test('the more specific wildcard has a service', () => {
    const mesh = read(
      services,
      virtualService(
        'wide',
        'payments',
        `hosts: ["*.svc.cluster.local"], http: ${to(
          'orders.orders.svc.cluster.local',
        )}`,
        '2025-01-01T00:00:00Z',
      ),
      virtualService(
        'narrow',
        'payments',
        `hosts: ["*.payments.svc.cluster.local"], http: ${to('payments')}`,
      ),
    );
    expect(tell(resolve(mesh, probe('payments.payments')))).toBe(
      `route ${payments}`,
    );
    expect(tell(resolve(mesh, probe('orders')))).toBe(`route ${orders}`);
  });

  test('a host that no service has is answered on port 80 alone', () => {
    const mesh = read(
      service(
        'payments',
        'payments',
        '{ name: http, port: 8080 }, { name: http-80, port: 80 }',
      ),
      virtualService(
        'public',
        'payments',
        'hosts: [pay.my-company.io], http: [{ route: [{ destination: { host: payments, port: { number: 8080 } } }] }]',
      ),
    );
    expect(tell(resolve(mesh, probe('pay.my-company.io', { port: 80 })))).toBe(
      `route ${payments}`,
    );
    expect(tell(resolve(mesh, probe('pay.my-company.io')))).toBe(
      'route PassthroughCluster',
    );
  });

  test('without port a destination takes the port of the client', () => {
    const mesh = read(
      service('payments', 'payments') +
        service('cards', 'payments', '{ name: http, port: 9090 }'),
      virtualService(
        'payments',
        'payments',
        `hosts: [payments], http: ${to('cards')}`,
      ),
    );
    expect(tell(resolve(mesh, probe('payments.payments')))).toBe(
      'route missing outbound|8080||cards.payments.svc.cluster.local',
    );
  });
});

describe('what a client sees', () => {
  const services =
    service('payments', 'payments') + service('orders', 'orders');
  const own = sidecar('orders', 'egress: [{ hosts: ["./*"] }]');
  test.each([
    [
      own,
      'payments.payments',
      'route PassthroughCluster',
      'another namespace is not imported',
    ],
    [own, 'orders', `route ${orders}`, 'the own one is'],
    [
      sidecar('orders', 'egress: [{ hosts: ["payments/*"] }]'),
      'payments.payments',
      `route ${payments}`,
      'a namespace',
    ],
    [
      sidecar(
        'orders',
        'egress: [{ hosts: ["*/payments.payments.svc.cluster.local"] }]',
      ),
      'payments.payments',
      `route ${payments}`,
      'a host',
    ],
    [
      sidecar('orders', 'egress: [{ hosts: ["*/*", "~payments/*"] }]'),
      'payments.payments',
      'route PassthroughCluster',
      'a namespace left out',
    ],
    [
      sidecar(
        'orders',
        'egress: [{ port: { number: 9090, name: http, protocol: HTTP }, hosts: ["*/*"] }]',
      ),
      'payments.payments',
      'tcp PassthroughCluster',
      'another port',
    ],
    [
      sidecar(
        'orders',
        'workloadSelector: { labels: { app: other } }, egress: [{ hosts: ["./*"] }]',
      ),
      'payments.payments',
      `route ${payments}`,
      'another workload',
    ],
    [
      sidecar('istio-system', 'egress: [{ hosts: ["./*"] }]'),
      'payments.payments',
      'route PassthroughCluster',
      'the root namespace speaks for all',
    ],
    [
      sidecar('istio-system', 'egress: [{ hosts: ["./*"] }]') +
        sidecar('orders', 'egress: [{ hosts: ["*/*"] }]'),
      'payments.payments',
      `route ${payments}`,
      'the own namespace comes first',
    ],
    [
      sidecar(
        'orders',
        'egress: [{ hosts: ["./*"] }], outboundTrafficPolicy: { mode: REGISTRY_ONLY }',
      ),
      'payments.payments',
      'direct-response 502',
      'and nothing else is let out',
    ],
  ])('%s%s: %s, %s', (yaml, host, expected) =>
    expect(tell(resolve(read(services, yaml), probe(host)))).toBe(expected),
  );

  test('a service that is not exported', () => {
    const hidden = service(
      'payments',
      'payments',
      undefined,
      '{ networking.istio.io/exportTo: "." }',
    );
    expect(
      tell(
        resolve(
          read(hidden, service('orders', 'orders')),
          probe('payments.payments'),
        ),
      ),
    ).toBe('route PassthroughCluster');
    const inside = { namespace: 'payments', labels: {} };
    expect(
      tell(resolve(read(hidden), probe('payments', { from: inside }))),
    ).toBe(`route ${payments}`);
  });

  test.each([
    ['ALLOW_ANY', 'other.my-company.io', 8080, 'route PassthroughCluster'],
    ['REGISTRY_ONLY', 'other.my-company.io', 8080, 'direct-response 502'],
    ['ALLOW_ANY', 'other.my-company.io', 9999, 'tcp PassthroughCluster'],
    [
      'REGISTRY_ONLY',
      'other.my-company.io',
      9999,
      'tcp missing BlackHoleCluster',
    ],
  ])('%s: %s:%i is %s', (mode, host, port, expected) => {
    const mesh = read(services).with(
      meshConfigMap(`outboundTrafficPolicy: { mode: ${mode} }`),
    );
    expect(tell(resolve(mesh, probe(host, { port })))).toBe(expected);
  });
});

describe('protocols', () => {
  const entry = `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: bank, namespace: payments }
spec:
  hosts: [api.bank.example, "*.wild.example"]
  ports: [{ number: 443, name: tls, protocol: TLS }]
  resolution: DNS
`;
  const mesh = read(
    entry,
    service('payments', 'payments'),
    service('db', 'payments', '{ name: tcp-db, port: 5432 }'),
    service('plain', 'payments', '{ name: web, port: 8081 }'),
    virtualService(
      'bank',
      'payments',
      'hosts: [api.bank.example], tls: [{ match: [{ port: 443, sniHosts: [api.bank.example] }], route: [{ destination: { host: db, port: { number: 5432 } } }] }]',
    ),
  );
  const db = 'outbound|5432||db.payments.svc.cluster.local';
  test.each([
    [probe('db.payments', { port: 5432 }), `tcp ${db}`, 'TCP is passed on'],
    [
      probe('payments.payments', { tls: true }),
      'tls-error',
      'TLS to a port that says HTTP',
    ],
    [
      probe('plain.payments', { port: 8081 }),
      'route outbound|8081||plain.payments.svc.cluster.local',
      'HTTP is detected',
    ],
    [
      probe('other.my-company.io', { port: 8081 }),
      'tcp PassthroughCluster',
      'a detected port has no listener of its own',
    ],
    [
      probe('plain.payments', { port: 8081, tls: true }),
      'tcp outbound|8081||plain.payments.svc.cluster.local',
      'so is TLS',
    ],
    [
      probe('api.bank.example', {
        port: 443,
        tls: true,
        sni: 'api.bank.example',
      }),
      `tcp ${db}`,
      'by server name',
    ],
    [
      probe('a.wild.example', { port: 443, tls: true, sni: 'a.wild.example' }),
      'tcp outbound|443||*.wild.example',
      'a wildcard',
    ],
  ])('%#: %j is %s, %s', (asked, expected) =>
    expect(tell(resolve(mesh, asked))).toBe(expected),
  );
});

test('a DestinationRule of the client’s namespace gives subsets to its clients alone', () => {
  const mesh = read(
    service('payments', 'payments'),
    virtualService(
      'payments',
      'payments',
      'hosts: [payments], http: [{ route: [{ destination: { host: payments, subset: v2 } }] }]',
    ),
    `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: payments, namespace: orders }
spec: { host: payments.payments.svc.cluster.local, subsets: [{ name: v2, labels: { version: v2 } }] }
`,
  );
  const v2 = 'outbound|8080|v2|payments.payments.svc.cluster.local';
  expect(tell(resolve(mesh, probe('payments.payments')))).toBe(`route ${v2}`);
  const other = { namespace: 'analytics', labels: {} };
  expect(tell(resolve(mesh, probe('payments.payments', { from: other })))).toBe(
    `route missing ${v2}`,
  );
});

test('every step is told', () => {
  const mesh = read(
    service('payments', 'payments'),
    sidecar('orders', 'egress: [{ hosts: ["*/*"] }]'),
  );
  expect(
    resolve(mesh, probe('payments.payments')).steps.map(
      ({ at, text }) => `${at}: ${text}`,
    ),
  ).toEqual([
    'client: A client with a sidecar in namespace orders sends the request',
    'client: Sidecar orders/default says what it sees',
    'listener: The sidecar reads HTTP on port 8080',
    'virtual-host: Virtual host payments.payments.svc.cluster.local answers for payments.payments',
    'route: /…',
    'destination: 100 % to payments.payments.svc.cluster.local:8080',
  ]);
});
