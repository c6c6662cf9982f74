import { KubernetesObject } from '@product-gateways/mesh';
import { GatewayDesign, metadataOf } from './GatewayDesign';

/** Lets the gateway fetch the certificates that `credentialName` names: from its own namespace, and nothing else. */
export function role(design: GatewayDesign): KubernetesObject {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: metadataOf(design),
    rules: [
      {
        apiGroups: [''],
        resources: ['secrets'],
        verbs: ['get', 'watch', 'list'],
      },
    ],
  };
}
