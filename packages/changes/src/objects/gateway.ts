import { KubernetesObject } from '@product-gateways/mesh';
import { GatewayDesign, metadataOf, selectorOf } from './GatewayDesign';

/** Which hosts and ports the gateway's pods open. */
export function gateway(design: GatewayDesign): KubernetesObject {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: metadataOf(design),
    spec: { selector: selectorOf(design), servers: design.servers },
  };
}
