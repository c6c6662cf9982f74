import { branchOf } from './branchOf';
import { intent } from './testing/company';

const wave = {};
const branch = branchOf(intent, wave);

it('is a name that every forge takes as one part of a path', () => {
  expect(branch).toMatch(/^gateways-payments-create-gateway-[0-9a-f]{8}$/);
});

test.each([
  [
    'the order of the hosts',
    { ...intent, hosts: ['a.io', 'b.io'] },
    { ...intent, hosts: ['b.io', 'a.io'] },
    true,
  ],
  ['the namespace', intent, { ...intent, namespace: 'payments' }, true],
  [
    'the title',
    intent,
    { ...intent, product: { ...intent.product, title: 'X' } },
    true,
  ],
  ['the cluster', intent, { ...intent, cluster: 'west' }, false],
  ['the hosts', intent, { ...intent, hosts: ['a.io'] }, false],
  [
    'a product of the same name elsewhere',
    intent,
    {
      ...intent,
      product: { ...intent.product, entityRef: 'system:other/payments' },
    },
    false,
  ],
])('%s: same branch %#', (_, one, other, same) => {
  expect(branchOf(one, wave) === branchOf(other, wave)).toBe(same);
});

it('is another for each wave', () => {
  expect(branchOf(intent, { id: 'guarded' })).toBe(`${branch}-guarded`);
});
