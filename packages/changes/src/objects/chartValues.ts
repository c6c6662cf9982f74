import { PRODUCT_LABEL } from '@product-gateways/mesh';
import { GatewayDesign, selectorOf } from './GatewayDesign';
import { proxyLifecycle, spreadOverFailureDomains } from './deployment';

/**
 * Values of Istio's chart `gateway` (its values.yaml) for a gateway as we make it ourselves: never fewer pods than the platform asks,
 * spread over zones and nodes, and drained before they end. The release has the design's name.
 */
export function chartValues(design: GatewayDesign) {
  const { product, revision, replicas, serviceAnnotations, ports } = design;
  return {
    ...(revision ? { revision } : {}),
    labels: { [PRODUCT_LABEL]: product, ...selectorOf(design) },
    autoscaling: {
      enabled: true,
      minReplicas: replicas.min,
      maxReplicas: replicas.max,
    },
    podDisruptionBudget: { minAvailable: 1 },
    minReadySeconds: 10,
    strategy: {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
    },
    terminationGracePeriodSeconds: 60,
    lifecycle: proxyLifecycle,
    topologySpreadConstraints: spreadOverFailureDomains(design),
    service: {
      annotations: serviceAnnotations,
      ports: ports.map(({ protocol = 'TCP', ...port }) => ({
        ...port,
        protocol,
      })),
    },
  };
}
