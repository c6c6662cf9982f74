import { KubernetesObject } from '@product-gateways/mesh';
import { GatewayDesign, metadataOf } from './GatewayDesign';

/** Gives the Role to the gateway's ServiceAccount. */
export function roleBinding(design: GatewayDesign): KubernetesObject {
  const { name, namespace } = design;
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: metadataOf(design),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  };
}
