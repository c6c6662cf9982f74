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
  compareContracts(before, after).contracts.flatMap(({ regions }) =>
    regions.map(
      ({ verdict, condition, witness }) =>
        `${verdict}: ${condition.text} (${witness.method} ${witness.path})`,
    ),
  );

const toPayments = '[{ destination: { host: payments } }]';
const toCards = '[{ destination: { host: credit-card } }]';

test.each([
  [
    'a new route takes a part of the paths',
    `[{ route: ${toPayments} }]`,
    `[{ match: [{ uri: { prefix: /cards } }], route: ${toCards} }, { route: ${toPayments} }]`,
    ['service-changed: /cards… (GET /cards)'],
  ],
  [
    'a route is gone',
    `[{ match: [{ uri: { prefix: /cards } }], route: ${toCards} }, { match: [{ uri: { prefix: /pay } }], route: ${toPayments} }]`,
    `[{ match: [{ uri: { prefix: /pay } }], route: ${toPayments} }]`,
    ['lost: /cards… (GET /cards)'],
  ],
])('%s', (_claim, before, after, expected) => {
  expect(told(rules(before), rules(after))).toEqual(expected);
});
