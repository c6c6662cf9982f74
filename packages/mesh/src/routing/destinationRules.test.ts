import { parseAllDocuments } from 'yaml';
import { snapshotOf } from '../snapshot';
import { destinationRuleOf } from './destinationRules';
import { meshConfigMap } from './mesh-config/meshConfigMap';

const service = {
  host: 'payments.payments.svc.cluster.local',
  namespace: 'payments',
};
const client = { namespace: 'orders', labels: { app: 'orders' } };

/** `namespace/name` of a rule, and what it says besides one subset of its own name. */
const rule = (where: string, host: string, more = '', year = 2026) => {
  const [namespace, name] = where.split('/');
  return `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: ${name}, namespace: ${namespace}, creationTimestamp: "${year}-01-01T00:00:00Z" }
spec: { host: "${host}", subsets: [{ name: ${name} }] ${more && `, ${more}`} }
`;
};

const found = (rules: readonly string[], mesh = '{}') => {
  const objects = parseAllDocuments(rules.join('---')).map(item => item.toJS());
  const snapshot = snapshotOf('east', [...objects, meshConfigMap(mesh)]);
  const { rules: names = [], subsets = new Map() } =
    destinationRuleOf(snapshot, service, client) ?? {};
  expect([...subsets.keys()]).toEqual(names.map(({ name }) => name));
  return names.map(({ namespace, name }) => `${namespace}/${name}`).join(' ');
};

const full = service.host;
const orders = rule('orders/a', full);
const payments = rule('payments/b', 'payments');
const root = rule('istio-system/c', '*.svc.cluster.local');

test.each<[string[], string, string]>([
  [[orders, payments, root], 'orders/a', 'the client’s namespace comes first'],
  [[payments, root], 'payments/b', 'then the service’s'],
  [[root], 'istio-system/c', 'then the root namespace'],
  [[rule('analytics/d', full)], '', 'no other namespace is asked'],
  [
    [rule('payments/b', 'payments', 'exportTo: ["."]'), root],
    'istio-system/c',
    'what is kept to the service’s namespace is not seen',
  ],
  [
    [
      rule('payments/b', 'payments', 'exportTo: [analytics]'),
      rule('payments/w', '*.svc.cluster.local'),
    ],
    '',
    'a rule of the very host hides those of a wildcard, though it is not exported',
  ],
  [
    [rule('orders/a', full, 'exportTo: [analytics]'), payments],
    'payments/b',
    'a rule that is only for others does not count at home',
  ],
  [
    [
      rule('orders/w', '*.payments.svc.cluster.local'),
      rule('orders/v', '*.svc.cluster.local'),
    ],
    'orders/w',
    'the longer wildcard',
  ],
  [
    [rule('payments/young', 'payments'), rule('payments/old', full, '', 2025)],
    'payments/old payments/young',
    'rules of one host are one, the older first',
  ],
  [
    [
      rule('payments/old', 'payments', '', 2025),
      rule('payments/young', 'payments', 'exportTo: ["*"]'),
    ],
    'payments/young',
    'rules that state other exports never meet, and the last stands, though both are for everybody',
  ],
  [
    [
      orders,
      rule(
        'orders/s',
        full,
        'workloadSelector: { matchLabels: { app: orders } }',
      ),
    ],
    'orders/s',
    'one that selects the client comes before one for all',
  ],
  [
    [
      orders,
      rule(
        'orders/s',
        full,
        'workloadSelector: { matchLabels: { app: other } }',
      ),
    ],
    'orders/a',
    'one that selects others does not count',
  ],
  [
    [
      rule(
        'payments/s',
        'payments',
        'workloadSelector: { matchLabels: { app: orders } }',
      ),
    ],
    '',
    'one that selects stays in its namespace',
  ],
])('%#: %j → %s: %s', (rules, expected) => expect(found(rules)).toBe(expected));

test('mesh config says where the root is, and what is exported', () => {
  const moved = rule('config/c', '*.svc.cluster.local');
  expect(found([moved])).toBe('');
  expect(found([moved], 'rootNamespace: config')).toBe('config/c');
  expect(found([payments], 'defaultDestinationRuleExportTo: ["."]')).toBe('');
});
