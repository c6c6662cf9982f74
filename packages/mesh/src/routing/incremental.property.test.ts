import fc from 'fast-check';
import { parse } from 'yaml';
import { KubernetesObject, refOf } from '../resources';
import { Snapshot, snapshotOf } from '../snapshot';
import { routingProblems } from './declarations';
import { endpointsOf } from './endpoints';
import { gatewaysOf } from './gateways';
import { routeTable } from './routeTable';

/**
 * The law of everything that is memoised: whatever changed before, a snapshot answers as one does that was read at once. Objects of
 * every kind that routes are made from, few enough that changes hit what others depend on.
 */
const meta = (name: string, namespace = 'a', more = '') =>
  `metadata: { name: ${name}, namespace: ${namespace}, creationTimestamp: "2024-01-01T00:00:00Z"${more} }`;
const namespaces = ['a', 'b'];
const names = ['x', 'y'];
const bound = 'hosts: [x.example.com], gateways: [a/x, b/y]';

const objects: readonly string[] = [
  ...namespaces.flatMap(namespace => [
    `{ apiVersion: v1, kind: Namespace, metadata: { name: ${namespace} } }`,
    `{ apiVersion: v1, kind: Namespace, metadata: { name: ${namespace}, labels: { open: "yes" } } }`,
    ...names.flatMap(name => [
      ...[80, 81].map(
        port => `
apiVersion: v1
kind: Service
${meta(name, namespace)}
spec: { selector: { app: ${name} }, ports: [{ name: http, port: ${port}, targetPort: 8080 }] }`,
      ),
      ...['istio-proxy', 'app'].map(
        container => `
apiVersion: apps/v1
kind: Deployment
${meta(name, namespace)}
spec:
  replicas: 2
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name}, istio: ingressgateway } }
    spec: { containers: [{ name: ${container}, image: 'proxy:1.32.0', ports: [{ name: web, containerPort: 8080 }] }] }`,
      ),
      ...['True', 'False'].map(
        ready => `
apiVersion: v1
kind: Pod
metadata:
  name: ${name}-1-1
  namespace: ${namespace}
  labels: { app: ${name}, istio: ingressgateway }
  ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: ${name}-1, uid: u, controller: true }]
spec: { containers: [{ name: istio-proxy }] }
status: { phase: Running, podIP: 10.0.0.1, conditions: [{ type: Ready, status: "${ready}" }] }`,
      ),
      ...['"*"', 'x.example.com', 'b/*.example.com'].map(
        host => `
apiVersion: networking.istio.io/v1
kind: Gateway
${meta(name, namespace)}
spec:
  selector: { app: ${name} }
  servers:
    - { port: { number: 80, name: http, protocol: HTTP }, hosts: [${host}] }
    - { port: { number: 81, name: tcp, protocol: TCP }, hosts: ["*"] }`,
      ),
      ...[
        `${bound}, http: [{ route: [{ destination: { host: x, port: { number: 80 }, subset: v1 } }] }]`,
        `${bound}, http: [{ match: [{ uri: { prefix: /a } }], delegate: { name: y, namespace: b } }]`,
        `${bound}, exportTo: ["."], http: [{ route: [{ weight: 50, destination: { host: x.a.svc.cluster.local, subset: v1 } }, { weight: 50, destination: { host: db.example.org } }] }]`,
        `${bound}, tcp: [{ route: [{ destination: { host: y.b.svc.cluster.local, port: { number: 80 } } }] }]`,
        'http: [{ route: [{ destination: { host: x.a.svc.cluster.local, subset: v1 } }] }]',
      ].map(
        spec => `
apiVersion: networking.istio.io/v1
kind: VirtualService
${meta(name, namespace)}
spec: { ${spec} }`,
      ),
      `
apiVersion: networking.istio.io/v1
kind: DestinationRule
${meta(name, namespace)}
spec: { host: x.a.svc.cluster.local, subsets: [{ name: v1 }] }`,
      `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
${meta(name, namespace)}
spec: { hosts: [db-${name}-${namespace}.example.org, db.example.org], ports: [{ number: 8${
        name === 'x' ? 0 : 1
      }, name: http, protocol: HTTP }], resolution: DNS }`,
      ...['Same', 'All', 'Selector'].map(
        from => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
${meta(`g${name}`, namespace)}
spec:
  gatewayClassName: istio
  allowedListeners: { namespaces: { from: All } }
  listeners:
    - { name: http, port: 80, protocol: HTTP, hostname: "*.example.com", allowedRoutes: { namespaces: { from: ${from}, selector: { matchLabels: { open: "yes" } } } } }
    - { name: tls, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: cert, namespace: b }] } }`,
      ),
      ...['HTTPRoute', 'GRPCRoute'].map(
        kind => `
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
${meta(name, namespace)}
spec:
  parentRefs: [{ name: gx, namespace: a }, { name: set, namespace: b, kind: ListenerSet }]
  hostnames: [x.example.com]
  rules: [{ backendRefs: [{ name: x, namespace: b, port: 80 }] }]`,
      ),
      `
apiVersion: networking.k8s.io/v1
kind: Ingress
${meta(name, namespace)}
spec: { ingressClassName: ${name}, rules: [{ host: i.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: x, port: { name: http } } } }] } }] }`,
      `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
${meta(
  `${name}-1`,
  namespace,
  `, labels: { kubernetes.io/service-name: ${name} }`,
)}
addressType: IPv4
ports: [{ name: http, port: 8080 }]
endpoints: [{ addresses: [10.0.0.1], conditions: { ready: true } }]`,
    ]),
    `
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
${meta('grant', namespace)}
spec:
  from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: a }, { group: gateway.networking.k8s.io, kind: Gateway, namespace: a }]
  to: [{ group: "", kind: Service }, { group: "", kind: Secret }]`,
    `
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
${meta('set', namespace)}
spec: { parentRef: { name: gx, namespace: a }, listeners: [{ name: more, port: 80, protocol: HTTP, hostname: s.example.com, allowedRoutes: { namespaces: { from: All } } }] }`,
    `{ apiVersion: v1, kind: Secret, metadata: { name: cert, namespace: ${namespace} }, type: kubernetes.io/tls }`,
  ]),
  ...['istio.io/gateway-controller', 'example.org/other'].map(
    controllerName => `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: istio }
spec: { controllerName: ${controllerName} }`,
  ),
  ...['istio.io/ingress-controller', 'example.org/other'].map(
    controller => `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: x }
spec: { controller: ${controller} }`,
  ),
];

const known: readonly KubernetesObject[] = objects.map(yaml => parse(yaml));

/** Enough of them that chains of dependencies are seldom broken; of two with one name the later counts. */
const most = fc.shuffledSubarray([...known], {
  minLength: Math.ceil(known.length * 0.7),
});

const changes = fc.array(
  fc.record({
    object: fc.constantFrom(...known),
    isDeleted: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);

test('a snapshot that changed answers as one that was read at once', () => {
  fc.assert(
    fc.property(most, changes, (before, steps) => {
      let snapshot = snapshotOf('east', before);
      answers(snapshot);
      for (const { object, isDeleted } of steps) {
        snapshot = isDeleted
          ? snapshot.without(refOf(object))
          : snapshot.with(structuredClone(object));
        expect(answers(snapshot)).toEqual(answers(readAnew(snapshot)));
      }
    }),
    { numRuns: 50 },
  );
});

const kinds = new Map(
  known.map(object => {
    const { group, kind } = refOf(object);
    return [`${group}/${kind}`, { group, kind }];
  }),
);

function readAnew(snapshot: Snapshot): Snapshot {
  const all = [...kinds.values()].flatMap(({ group, kind }) =>
    snapshot.list(group, kind),
  );
  return snapshotOf(snapshot.cluster, structuredClone(all));
}

/** Everything that is asked of routing; problems and endpoints are in no order. */
function answers(snapshot: Snapshot) {
  return {
    gateways: gatewaysOf(snapshot).map(({ problems, ...gateway }) => ({
      ...gateway,
      problems: sorted(problems),
      listeners: routeTable(snapshot, gateway),
    })),
    problems: sorted(routingProblems(snapshot)),
    endpoints: snapshot
      .list('', 'Service')
      .map(service => ({
        name: `${service.metadata.namespace}/${service.metadata.name}`,
        found: endpointsOf(snapshot, refOf(service)),
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

const sorted = (items: readonly unknown[]) =>
  items.map(item => JSON.stringify(item)).sort();
