import { kindOf, kinds, writtenKinds } from './kinds';
import { schemaOf } from './schemas';

test.each(kinds.map(({ group, kind }) => [group || 'core', kind, group]))(
  'we know how a %s %s is built',
  (_, kind, group) => {
    expect(schemaOf(group, kind)?.properties).toBeDefined();
  },
);

it('names each kind once', () => {
  const names = [...kinds, ...writtenKinds].map(
    ({ group, kind }) => `${group}/${kind}`,
  );
  expect(new Set(names).size).toBe(names.length);
});

test.each([
  ['networking.istio.io', 'Gateway', 'v1'],
  ['gateway.networking.k8s.io', 'Gateway', 'v1'],
  ['networking.istio.io', 'EnvoyFilter', 'v1alpha3'],
  ['autoscaling', 'HorizontalPodAutoscaler', 'v2'],
  ['', 'Gateway', undefined],
  ['', 'constructor', undefined],
])('of %s %s the preferred version is %s', (group, kind, version) => {
  expect(kindOf(group, kind)?.versions[0]).toBe(version);
  expect(Boolean(schemaOf(group, kind))).toBe(version !== undefined);
});
