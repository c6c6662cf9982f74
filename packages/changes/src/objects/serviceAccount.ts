import { KubernetesObject } from '@product-gateways/mesh';
import { GatewayDesign, metadataOf } from './GatewayDesign';

/** Who the gateway is, to the API server and to other workloads of the mesh. */
export function serviceAccount(design: GatewayDesign): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadataOf(design),
  };
}
