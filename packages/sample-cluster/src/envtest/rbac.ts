import type { KubernetesObject } from '../object';
import type { PolicyRule } from '../TestCluster';

/** What lets `identity` do what `rules` say, in all namespaces. */
export function rbacFor(
  identity: string,
  rules: readonly PolicyRule[],
): KubernetesObject[] {
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const metadata = { name: `identity:${identity}` };
  const roleRef = {
    apiGroup: 'rbac.authorization.k8s.io',
    kind: 'ClusterRole',
    name: metadata.name,
  };
  const subjects = [
    { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: identity },
  ];
  return [
    { apiVersion, kind: 'ClusterRole', metadata, rules },
    { apiVersion, kind: 'ClusterRoleBinding', metadata, roleRef, subjects },
  ];
}
