import { parseAllDocuments } from 'yaml';
import { snapshotOf } from '../../snapshot';
import { resolve } from '../resolve';

/** Routes of Gateway API whose parent is a Service: the producer's for all, the consumer's for its own namespace. */
const mesh = snapshotOf(
  'east',
  parseAllDocuments(`
apiVersion: v1
kind: Service
metadata: { name: payments, namespace: payments }
spec: { ports: [{ name: http, port: 8080 }, { name: http-80, port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: cards, namespace: payments }
spec: { ports: [{ name: http, port: 8080 }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: producer, namespace: payments }
spec:
  parentRefs: [{ group: "", kind: Service, name: payments, port: 8080 }]
  hostnames: [ignored.my-company.io]
  rules:
    - matches: [{ path: { type: PathPrefix, value: /cards } }]
      backendRefs: [{ name: cards, port: 8080 }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: consumer, namespace: orders }
spec:
  parentRefs: [{ group: "", kind: Service, name: payments, namespace: payments }]
  rules:
    - backendRefs: [{ name: cards, namespace: payments, port: 8080 }]
`).map(document => document.toJS()),
);

const cards = 'route outbound|8080||cards.payments.svc.cluster.local true';

test.each([
  ['analytics', 8080, '/cards/1', cards, 'the producer’s route'],
  [
    'analytics',
    8080,
    '/cardsx',
    'no-route',
    'segments count, and nothing else is left',
  ],
  [
    'analytics',
    80,
    '/',
    'route outbound|80||payments.payments.svc.cluster.local true',
    'another port is the service’s own',
  ],
  ['orders', 8080, '/', cards, 'the consumer’s route, without ReferenceGrant'],
])('from %s to :%i%s: %s, %s', (namespace, port, path, expected) => {
  const { outcome, destinations } = resolve(mesh, {
    from: { namespace, labels: {} },
    port,
    tls: false,
    method: 'GET',
    host: 'payments.payments',
    path,
  });
  expect(
    [
      outcome,
      ...destinations.map(({ cluster, exists }) => `${cluster} ${exists}`),
    ].join(' '),
  ).toBe(expected);
});
