import { parseAllDocuments } from 'yaml';
import { snapshotOf } from '../snapshot';
import { resolve } from './resolve';

const mesh = snapshotOf(
  'east',
  parseAllDocuments(`
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
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: gateway, namespace: payments }
spec:
  selector: { istio: payments }
  servers:
    - { port: { number: 80, name: http, protocol: HTTP }, hosts: [payments.my-company.io], tls: { httpsRedirect: true } }
    - { port: { number: 443, name: https, protocol: HTTPS }, hosts: [payments.my-company.io], tls: { mode: SIMPLE, credentialName: c } }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: payments, namespace: payments }
spec:
  hosts: [payments.my-company.io]
  gateways: [gateway]
  http:
    - match: [{ uri: { prefix: /web }, method: { exact: GET } }]
      route: [{ destination: { host: payments } }]
    - match: [{ uri: { prefix: /cards } }]
      route: [{ destination: { host: gone, port: { number: 80 } } }]
`).map(document => document.toJS()),
);

const probe = {
  workload: { namespace: 'payments', labels: { istio: 'payments' } },
  port: 443,
  tls: true,
  sni: 'payments.my-company.io',
  method: 'GET',
  host: 'payments.my-company.io',
  path: '/web/1',
};

const told = (change: Partial<typeof probe>) =>
  resolve(mesh, { ...probe, ...change }).steps.map(
    ({ at, taken, text }) => `${taken ? '✓' : '✗'} ${at}: ${text}`,
  );

test('every step to the service is told', () => {
  expect(told({})).toEqual([
    '✓ gateway: Pod payments/gateway-1 receives the request',
    '✓ port: Service gateway leads port 443 to port 443 of the pods',
    '✓ listener: HTTPS server takes TLS for payments.my-company.io',
    '✓ virtual-host: Virtual host payments.my-company.io answers for payments.my-company.io',
    '✓ route: GET /web…',
    '✓ destination: 100 % to payments.payments.svc.cluster.local:8080',
  ]);
});

test('near misses say which condition failed', () => {
  expect(told({ method: 'POST' }).slice(4)).toEqual([
    '✗ route: GET /web…: method POST is not GET',
    '✗ route: /cards…: path /web/1 is not /cards…',
    '✗ route: No route of payments.my-company.io matches: 404',
  ]);
});

test('a destination that does not exist says why', () => {
  expect(told({ path: '/cards' }).slice(-1)).toEqual([
    '✗ destination: No Service or ServiceEntry has the host gone.payments.svc.cluster.local',
  ]);
});

test.each([
  [
    { port: 8443 },
    'no-listener',
    '✗ port: No Service in front of the gateway has port 8443',
  ],
  [
    { sni: 'other.my-company.io' },
    'no-filter-chain',
    '✗ listener: No server on this port takes TLS for other.my-company.io',
  ],
  [
    { host: 'other.my-company.io' },
    'no-route',
    '✗ virtual-host: No virtual host is there for other.my-company.io: 404',
  ],
  [
    { port: 80, tls: false },
    'redirect',
    '✓ route: The server redirects plaintext to https',
  ],
  [
    { port: 80 },
    'tls-error',
    '✗ listener: The client speaks TLS for payments.my-company.io, the server HTTP',
  ],
])('%j ends in %s', (change, outcome, last) => {
  expect(resolve(mesh, { ...probe, ...change }).outcome).toBe(outcome);
  expect(told(change).at(-1)).toBe(last);
});

test('a gateway that is not there is said', () => {
  const decision = resolve(mesh, {
    ...probe,
    workload: { namespace: 'edge', labels: {} },
  });
  expect(decision.outcome).toBe('no-listener');
  expect(decision.steps).toHaveLength(1);
});

test('an EnvoyFilter that takes the gateway is said', () => {
  const filter = {
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: { name: 'lua', namespace: 'istio-system' },
    spec: { configPatches: [{ applyTo: 'HTTP_FILTER' }] },
  };
  const { steps } = resolve(mesh.with(filter), probe);
  expect(steps[1]).toMatchObject({
    at: 'gateway',
    text: 'EnvoyFilter istio-system/lua patches HTTP_FILTER: requests may be answered otherwise',
  });
});
