import { parseAllDocuments } from 'yaml';
import { snapshotOf } from '../../snapshot';
import { resolve } from '../resolve';

/** A gateway in eu-west/a before a service with a copy in another region. */
const objects = (policy: string) =>
  parseAllDocuments(`
apiVersion: v1
kind: Node
metadata: { name: n1, labels: { topology.kubernetes.io/region: eu-west, topology.kubernetes.io/zone: a } }
---
apiVersion: v1
kind: Pod
metadata: { name: gateway-1, namespace: payments, labels: { istio: payments } }
spec: { nodeName: n1, containers: [{ name: istio-proxy, image: auto }] }
status: { podIP: 10.0.0.9 }
---
apiVersion: v1
kind: Service
metadata: { name: gateway, namespace: payments }
spec: { selector: { istio: payments }, ports: [{ port: 80 }] }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: gateway, namespace: payments }
spec:
  selector: { istio: payments }
  servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [payments.my-company.io] }]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: payments, namespace: payments }
spec:
  hosts: [payments.my-company.io]
  gateways: [gateway]
  http: [{ route: [{ destination: { host: cards.internal } }] }]
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: cards, namespace: payments }
spec:
  hosts: [cards.internal]
  ports: [{ number: 443, name: http, protocol: HTTP }]
  resolution: STATIC
  endpoints:
    - { address: 10.1.0.1, locality: eu-west/a }
    - { address: 10.1.0.2, locality: eu-west/a }
    - { address: 10.2.0.1, locality: us-east/a }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cards, namespace: payments }
spec: { host: cards.internal, trafficPolicy: ${policy} }
`).map(document => document.toJS());

test.each([
  [
    '{ outlierDetection: { maxEjectionPercent: 100 } }',
    [
      '✓ first to eu-west/a: 2 endpoints',
      '✗ failover to us-east/a: 1 endpoint',
    ],
  ],
  ['{ tls: {} }', ['✓ 3 endpoints, wherever they are']],
  [
    '{ outlierDetection: {} }',
    [
      '✓ first to eu-west/a: 2 endpoints',
      '✗ failover to us-east/a: 1 endpoint',
      '✗ maxEjectionPercent 10 ejects at most 0 of 3 endpoints, so not all 2 of eu-west/a when they fail: set it to 100',
    ],
  ],
])('%s', (policy, told) => {
  const { steps } = resolve(snapshotOf('east', objects(policy)), {
    workload: { namespace: 'payments', labels: { istio: 'payments' } },
    port: 80,
    tls: false,
    method: 'GET',
    host: 'payments.my-company.io',
    path: '/',
  });
  expect(
    steps
      .filter(({ at }) => at === 'endpoint')
      .map(({ taken, text }) => `${taken ? '✓' : '✗'} ${text}`),
  ).toEqual(told);
});
