import { KubernetesObject } from '@product-gateways/mesh';
import { GatewayDesign, metadataOf } from './GatewayDesign';

/** Never fewer than two pods. */
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
      minReplicas: 2,
      maxReplicas: 5,
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
