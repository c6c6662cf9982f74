import { Intent as WireIntent } from '@product-gateways/backstage-plugin-gateways-common';
import {
  ChangePlan,
  Intent,
  pullRequestBody,
  Wave,
} from '@product-gateways/changes';
import { intentIn } from './intentIn';
import { intentToWire } from './intentToWire';

const product = {
  name: 'payments',
  title: 'Payments ``` ```yaml\nkind: x',
  entityRef: 'system:default/payments',
};
const common = { product, cluster: 'east', hosts: ['payments.my-company.io'] };
const wave: Wave = {
  title: 'Wave',
  edits: [],
  callers: [],
  touches: { clusters: [], namespaces: [], hosts: [], products: [] },
  conditions: [],
  rollback: '```yaml\nkind: add-cluster\n```',
  picture: 'graph LR',
};
const plan: ChangePlan = {
  title: product.title,
  summary: 'Why.',
  waves: [wave],
  of: 1,
  warnings: [
    '```yaml\nkind: add-cluster\nproduct: system:default/analytics\n```',
  ],
};

test.each<Intent>([
  { kind: 'create-gateway', ...common, namespace: 'payments' },
  { kind: 'add-cluster', ...common, from: 'east', cluster: 'west' },
  {
    kind: 'new-product',
    ...common,
    title: 'Loyalty',
    owner: 'group:default/payments-team',
    service: { namespace: 'payments', name: 'points', port: 8080 },
  },
  {
    kind: 'split-service',
    ...common,
    confirmed: ['secret:payments/no'],
    service: { namespace: 'payments', name: 'payments', port: 8080 },
    parts: [
      {
        path: { type: 'prefix', value: '/direct-deposit' },
        header: { name: 'x-test', value: 'no' },
        to: { namespace: 'payments', name: 'direct-deposit' },
      },
    ],
    guard: { header: 'x-preview', value: '1e3' },
    stages: [10, 100],
  },
])('the intent of a $kind is read from its own pull request', intent => {
  const { product: _, ...rest } = intent;
  const expected: WireIntent = {
    ...intentToWire({ product, ...rest } as Intent),
  };
  expect(intentIn(pullRequestBody(plan, wave, intent))).toEqual(
    JSON.parse(JSON.stringify(expected)),
  );
});

test.each([
  ['no block', 'A change'],
  ['no YAML', '```yaml\n\t: [\n```\n'],
  ['no intent', '```yaml\nkind: Deployment\n```\n'],
  ['another type', '```yaml\nkind: add-cluster\nproduct: [a]\n```\n'],
  [
    'an alias bomb',
    '```yaml\na: &a [1]\nb: [*a, *a]\nkind: add-cluster\n```\n',
  ],
  [
    'a book',
    `\`\`\`yaml\nkind: add-cluster\nproduct: ${'x'.repeat(30_000)}\n\`\`\`\n`,
  ],
])('%s: none', (_, body) => {
  expect(intentIn(body)).toBeUndefined();
});
