import { parseAllDocuments } from 'yaml';
import { snapshotOf } from '../../snapshot';
import { resolve } from '../resolve';
import { meshConfigMap } from './meshConfigMap';

/** A gateway in `edge`, routes in `payments`: who sees whom is said by defaults. */
const objects = parseAllDocuments(`
apiVersion: v1
kind: Pod
metadata: { name: gateway, namespace: edge, labels: { istio: ingressgateway } }
spec: { containers: [{ name: istio-proxy, image: auto }] }
---
apiVersion: v1
kind: Service
metadata: { name: gateway, namespace: edge }
spec: { selector: { istio: ingressgateway }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: payments, namespace: payments }
spec: { ports: [{ port: 8080 }] }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: payments, namespace: payments }
spec:
  selector: { istio: ingressgateway }
  servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [payments.my-company.io] }]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: payments, namespace: payments }
spec:
  hosts: [payments.my-company.io]
  gateways: [payments]
  http:
    - match: [{ uri: { exact: /v1/cards } }]
      route: [{ destination: { host: payments, subset: v1 } }]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: payments, namespace: payments }
spec: { host: payments, subsets: [{ name: v1, labels: { version: v1 } }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: payments }
spec:
  rules:
    - host: web.my-company.io
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: payments, port: { number: 8080 } } } }] }
`).map(document => document.toJS());

const istiod = (name: string, value: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'istiod',
    namespace: 'istio-system',
    labels: { app: 'istiod' },
  },
  spec: {
    selector: {},
    template: {
      spec: { containers: [{ name: 'discovery', env: [{ name, value }] }] },
    },
  },
});

function told(
  extra: unknown,
  host = 'payments.my-company.io',
  path = '/v1/cards',
) {
  const { outcome, destinations } = resolve(
    snapshotOf('east', [...objects, extra]),
    {
      workload: { namespace: 'edge', labels: { istio: 'ingressgateway' } },
      port: 80,
      tls: false,
      method: 'GET',
      host,
      path,
    },
  );
  return `${outcome} ${destinations.map(({ exists }) => exists).join(' ')}`;
}

test.each([
  ['{}', 'route true', 'everything is for everybody'],
  [
    'defaultVirtualServiceExportTo: ["."]',
    'no-route ',
    'a hidden VirtualService',
  ],
  ['defaultServiceExportTo: ["."]', 'route false', 'a hidden Service'],
  ['defaultServiceExportTo: ["~"]', 'route false', 'a Service for nobody'],
  ['defaultDestinationRuleExportTo: ["."]', 'route false', 'a hidden subset'],
])('%s: %s, %s', (mesh, expected) =>
  expect(told(meshConfigMap(mesh))).toBe(expected),
);

test.each([
  ['{}', 'no-route '],
  ['pathNormalization: { normalization: MERGE_SLASHES }', 'route true'],
])('//v1/cards with %s: %s', (mesh, expected) =>
  expect(told(meshConfigMap(mesh), undefined, '//v1/cards')).toBe(expected),
);

test.each([
  ['PILOT_SCOPE_GATEWAY_TO_NAMESPACE', 'false', 'route true'],
  ['PILOT_SCOPE_GATEWAY_TO_NAMESPACE', 'true', 'no-listener '],
])('%s=%s: %s', (name, value, expected) =>
  expect(told(istiod(name, value))).toBe(expected),
);

test.each([
  ['{}', 'no-route ', 'an Ingress without class is nobody’s'],
  ['ingressControllerMode: DEFAULT', 'route true', 'Istio takes it'],
  [
    '{ ingressControllerMode: DEFAULT, ingressSelector: other }',
    'no-route ',
    'other pods take it',
  ],
])('Ingress with %s: %s, %s', (mesh, expected) =>
  expect(told(meshConfigMap(mesh), 'web.my-company.io', '/')).toBe(expected),
);
