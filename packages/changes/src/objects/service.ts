import { KubernetesObject } from '@product-gateways/mesh';
import { GatewayDesign, metadataOf, selectorOf } from './GatewayDesign';

/** The gateway's address: a load balancer of its own. */
export function service(design: GatewayDesign): KubernetesObject {
  const annotations = design.serviceAnnotations;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      ...metadataOf(design),
      ...(Object.keys(annotations).length ? { annotations } : {}),
    },
    spec: {
      type: 'LoadBalancer',
      selector: selectorOf(design),
      ports: design.ports,
    },
  };
}
