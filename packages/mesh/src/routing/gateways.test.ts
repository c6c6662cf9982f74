import { parseAllDocuments } from 'yaml';
import { snapshotOf } from '../snapshot';
import { endpointsOf } from './endpoints';
import { gatewaysOf } from './gateways';
import { resolveAt } from './resolve';
import { routeTable } from './routeTable';

const snapshotOfYaml = (text: string) =>
  snapshotOf(
    'east',
    parseAllDocuments(text).map(document => document.toJS()),
  );

const shared = snapshotOfYaml(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: istio-ingressgateway, namespace: istio-system }
spec:
  replicas: 3
  selector: { matchLabels: { istio: ingressgateway } }
  template:
    metadata:
      labels: { istio: ingressgateway, istio.io/rev: canary }
      annotations: { inject.istio.io/templates: gateway }
    spec: { containers: [{ name: istio-proxy, image: auto, ports: [{ name: http, containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Pod
metadata:
  name: istio-ingressgateway-5f7-abc
  namespace: istio-system
  labels: { istio: ingressgateway, istio.io/rev: canary, pod-template-hash: 5f7 }
  ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: istio-ingressgateway-5f7, uid: u, controller: true }]
spec: { containers: [{ name: istio-proxy, image: docker.io/istio/proxyv2:1.30.2, ports: [{ name: http, containerPort: 8080 }] }] }
status: { phase: Running, conditions: [{ type: Ready, status: 'True' }] }
---
apiVersion: v1
kind: Pod
metadata: { name: job-1, namespace: istio-system, labels: { istio: ingressgateway } }
spec: { containers: [{ name: main, image: job }, { name: istio-proxy, image: proxy }] }
---
apiVersion: v1
kind: Service
metadata: { name: istio-ingressgateway, namespace: istio-system }
spec:
  selector: { istio: ingressgateway }
  ports: [{ name: http, port: 80, targetPort: http }, { name: https, port: 443, targetPort: 8443 }]
status: { loadBalancer: { ingress: [{ ip: 192.0.2.1 }, { hostname: lb.example.net }] } }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shared, namespace: istio-system }
spec:
  selector: { istio: ingressgateway }
  servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ['*'] }]
`);

test('a Deployment with its pods, Services, addresses and version is one gateway', () => {
  expect(gatewaysOf(shared)).toEqual([
    expect.objectContaining({
      id: 'istio-system/Deployment/istio-ingressgateway',
      cluster: 'east',
      controller: 'istio',
      replicas: { ready: 1, desired: 3 },
      istioVersion: '1.30.2',
      revision: 'canary',
      services: [
        {
          ref: expect.objectContaining({ name: 'istio-ingressgateway' }),
          addresses: ['192.0.2.1', 'lb.example.net'],
          ports: [
            { name: 'http', port: 80, targetPort: 8080 },
            { name: 'https', port: 443, targetPort: 8443 },
          ],
        },
      ],
      definedBy: [expect.objectContaining({ kind: 'Gateway', name: 'shared' })],
      problems: [],
    }),
  ]);
});

test('a listener says on which port it binds and by which it is reached', () => {
  const [gateway] = gatewaysOf(shared);
  expect(routeTable(shared, gateway)).toEqual([
    expect.objectContaining({
      port: 8080,
      servicePorts: [80],
      protocol: 'HTTP',
      virtualHosts: [],
    }),
  ]);
});

test('a managed Gateway stands for itself until istiod has made its Deployment', () => {
  const snapshot = snapshotOfYaml(`
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: orders, namespace: orders }
spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: orders, namespace: orders }
spec:
  parentRefs: [{ name: orders }]
  hostnames: [orders.my-company.io]
  rules: [{ backendRefs: [{ name: orders, port: 8080 }] }]
---
apiVersion: v1
kind: Service
metadata: { name: orders, namespace: orders }
spec: { selector: { app: orders }, ports: [{ port: 8080 }] }
`);
  const [gateway] = gatewaysOf(snapshot);
  expect(gateway).toMatchObject({
    id: 'orders/Gateway/orders',
    controller: 'gateway-api',
    replicas: { ready: 0, desired: 0 },
  });
  const request = {
    port: 80,
    tls: false,
    method: 'GET',
    host: 'orders.my-company.io',
    path: '/',
  };
  expect(resolveAt(snapshot, gateway, request).destinations).toMatchObject([
    { cluster: 'outbound|8080||orders.orders.svc.cluster.local', exists: true },
  ]);
});

test("an Ingress of another class is shown as its controller's, and said to be", () => {
  const snapshot = snapshotOfYaml(`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: reports, namespace: reports }
spec:
  ingressClassName: nginx
  tls: [{ hosts: [reports.my-company.io], secretName: reports-cert }]
  rules:
    - host: reports.my-company.io
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: reports, port: { number: 8080 } } } }] }
status: { loadBalancer: { ingress: [{ ip: 192.0.2.2 }] } }
`);
  const [gateway] = gatewaysOf(snapshot);
  expect(gateway).toMatchObject({
    id: '/IngressClass/nginx',
    controller: 'ingress',
    services: [{ addresses: ['192.0.2.2'] }],
    problems: [{ message: expect.stringContaining("not Istio's") }],
  });
  expect(
    routeTable(snapshot, gateway).map(({ protocol, virtualHosts }) => [
      protocol,
      virtualHosts.map(({ host }) => host),
    ]),
  ).toEqual([
    ['HTTP', ['reports.my-company.io']],
    ['HTTPS', ['reports.my-company.io']],
  ]);
});

test('endpoints are counted once for each pod, and by port', () => {
  const snapshot = snapshotOfYaml(`
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: http, port: 80 }, { name: admin, port: 81 }] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: web-v4, namespace: shop, labels: { kubernetes.io/service-name: web } }
addressType: IPv4
ports: [{ name: http, port: 8080 }]
endpoints:
  - { addresses: [10.0.0.1], conditions: { ready: true }, targetRef: { kind: Pod, name: web-1 } }
  - { addresses: [10.0.0.2], conditions: { ready: false }, targetRef: { kind: Pod, name: web-2 } }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: web-v6, namespace: shop, labels: { kubernetes.io/service-name: web } }
addressType: IPv6
ports: [{ name: http, port: 8080 }]
endpoints: [{ addresses: ['fd00::1'], conditions: { ready: true }, targetRef: { kind: Pod, name: web-1 } }]
`);
  const web = { group: '', kind: 'Service', namespace: 'shop', name: 'web' };
  expect(endpointsOf(snapshot, web)).toEqual({ ready: 1, total: 2 });
  expect(endpointsOf(snapshot, web, 80)).toEqual({ ready: 1, total: 2 });
  expect(endpointsOf(snapshot, web, 81)).toEqual({ ready: 0, total: 0 });
  const blind = snapshot.withUnseen([
    { group: 'discovery.k8s.io', kind: 'EndpointSlice', reason: 'forbidden' },
  ]);
  expect(endpointsOf(blind, web)).toBeUndefined();
});

test('HTTPRoutes and GRPCRoutes of one host answer side by side', () => {
  const route = (kind: string, match: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: { name: ${kind.toLowerCase()}, namespace: orders }
spec:
  parentRefs: [{ name: orders }]
  hostnames: [orders.my-company.io]
  rules: [{ matches: [${match}], backendRefs: [{ name: orders, port: 8080 }] }]`;
  const snapshot = snapshotOfYaml(
    [
      `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: orders, namespace: orders }
spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }`,
      route('HTTPRoute', '{ path: { type: PathPrefix, value: / } }'),
      route('GRPCRoute', '{ method: { service: my.Orders, method: List } }'),
    ].join('\n---'),
  );
  const [gateway] = gatewaysOf(snapshot);
  const deciding = (path: string) =>
    resolveAt(snapshot, gateway, {
      port: 80,
      tls: false,
      method: 'POST',
      host: 'orders.my-company.io',
      path,
    }).decidedBy?.kind;
  expect(deciding('/my.Orders/List')).toBe('GRPCRoute');
  expect(deciding('/my.Orders/Get')).toBe('HTTPRoute');
});
