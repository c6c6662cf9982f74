import { kinds } from '@product-gateways/mesh';
import { readerRules, without } from './reader';

it('the role lets the portal read exactly the kinds that it shows', async () => {
  const rules = await readerRules();
  const allowed = rules.flatMap(({ apiGroups = [], resources = [] }) =>
    apiGroups.flatMap(group => resources.map(plural => `${group}/${plural}`)),
  );
  const shown = kinds.map(({ group, plural }) => `${group}/${plural}`);
  expect(allowed.sort()).toEqual(shown.sort());
});

it('the role is for reading', async () => {
  for (const { verbs } of await readerRules())
    expect(verbs).toEqual(['get', 'list', 'watch']);
});

it.each([
  ['gateways', []],
  ['gateways.networking.istio.io', ['gateway.networking.k8s.io']],
])('without %s, Gateways are left in %j', async (resource, groups) => {
  const left = without(await readerRules(), resource).filter(rule =>
    rule.resources?.includes('gateways'),
  );
  expect(left.flatMap(({ apiGroups }) => apiGroups)).toEqual(groups);
});
