import { Intent } from '@product-gateways/backstage-plugin-gateways-common';
import { splitPlan } from '../__testUtils__/samplePlans';
import { isSameSubject } from './isSameSubject';

const split: Intent = { ...splitPlan.intent, hosts: ['a.io', 'b.io'] };
const copy: Intent = {
  kind: 'add-cluster',
  product: split.product,
  cluster: 'west',
  from: 'east',
};

test.each<[string, Intent, Intent, boolean]>([
  ['what was confirmed', split, { ...split, confirmed: ['errors'] }, true],
  ['the pace', split, { ...split, stages: [100] }, true],
  ['the order of hosts', split, { ...split, hosts: ['b.io', 'a.io'] }, true],
  ['no hosts and none', copy, { ...copy, hosts: [] }, true],
  ['the hosts', split, { ...split, hosts: ['a.io'] }, false],
  ['the cluster', split, { ...split, cluster: 'west' }, false],
  ['the kind', split, { ...split, kind: 'create-gateway' }, false],
  [
    'the Service',
    split,
    { ...split, service: { namespace: 'payments', name: 'web' } },
    false,
  ],
  ['the cluster that is copied', copy, { ...copy, from: 'north' }, false],
])('%s: %#', (_, one, other, same) => {
  expect(isSameSubject(one, other)).toBe(same);
});
