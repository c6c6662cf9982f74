import { KubernetesObject } from '../../resources';
import { byMerge } from './precedence';

const route = (
  name: string,
  namespace: string,
  creationTimestamp?: string,
): KubernetesObject => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name, namespace, creationTimestamp },
});

test.each([
  ['age', route('b', 'b', '2026-01-01'), route('a', 'a', '2026-01-02')],
  ['namespace', route('b', 'a'), route('a', 'b')],
  ['name', route('a', 'a'), route('b', 'a')],
  ['name with istiod’s suffix', route('b-2', 'a'), route('b', 'a')],
])('routes are merged by %s', (_, first, second) => {
  expect([second, first].sort(byMerge)).toEqual([first, second]);
});
