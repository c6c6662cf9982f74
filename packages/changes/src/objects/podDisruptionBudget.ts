import { KubernetesObject } from '@product-gateways/mesh';
import { GatewayDesign, metadataOf, selectorOf } from './GatewayDesign';

/** A node that is drained takes one pod at a time. */
export function podDisruptionBudget(design: GatewayDesign): KubernetesObject {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadataOf(design),
    spec: { minAvailable: 1, selector: { matchLabels: selectorOf(design) } },
  };
}
