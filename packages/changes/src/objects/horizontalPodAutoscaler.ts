import { KubernetesObject } from '@product-gateways/mesh';
import { GatewayDesign, metadataOf } from './GatewayDesign';

/** As many pods as there is work for, within the platform's bounds. */
export function horizontalPodAutoscaler(
  design: GatewayDesign,
): KubernetesObject {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadataOf(design),
    spec: {
      scaleTargetRef: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: design.name,
      },
      minReplicas: design.replicas.min,
      maxReplicas: design.replicas.max,
      metrics: [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            target: { type: 'Utilization', averageUtilization: 80 },
          },
        },
      ],
    },
  };
}
