import { KubernetesObject } from '@product-gateways/mesh';
import { stringify } from 'yaml';
import { spreadOverFailureDomains } from './deployment';
import { metadataOf } from './GatewayDesign';

/** What the objects of a Gateway that istiod runs are made from. */
export interface ManagedGatewayDesign {
  name: string;
  namespace: string;
  product: string;
  gatewayClass: string;
  revision?: string;
  replicas: { min: number; max: number };
  serviceAnnotations: Readonly<Record<string, string>>;
  listeners: readonly Listener[];
  /** The namespaces whose routes may attach. */
  routesIn: readonly string[];
}

/** A listener as Gateway API has it. */
export interface Listener {
  name: string;
  hostname?: string;
  port: number;
  protocol: string;
  tls?: { mode?: string; certificateRefs?: readonly { name: string }[] };
}

/**
 * The Gateway, and the ConfigMap by which istiod lays an autoscaler, a disruption budget and a drained Deployment over what it makes
 * (istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api, Automated Deployment).
 */
export function managedGatewayObjects(
  design: ManagedGatewayDesign,
): KubernetesObject[] {
  return [overlays(design), gateway(design)];
}

function gateway(design: ManagedGatewayDesign): KubernetesObject {
  const { name, revision, gatewayClass, listeners, routesIn } = design;
  const { namespace, labels } = metadataOf(design);
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: {
      name,
      namespace,
      labels: { ...labels, ...(revision ? { 'istio.io/rev': revision } : {}) },
    },
    spec: {
      gatewayClassName: gatewayClass,
      infrastructure: {
        labels,
        ...(Object.keys(design.serviceAnnotations).length
          ? { annotations: design.serviceAnnotations }
          : {}),
        parametersRef: { group: '', kind: 'ConfigMap', name },
      },
      listeners: listeners.map(({ tls, ...listener }) => ({
        ...listener,
        ...(tls ? { tls: ownCertificates(tls) } : {}),
        allowedRoutes: { namespaces: from(namespace, routesIn) },
      })),
    },
  };
}

/** The Secrets of the gateway's own namespace: those elsewhere would need a ReferenceGrant there. */
function ownCertificates({
  certificateRefs,
  ...tls
}: NonNullable<Listener['tls']>) {
  return {
    ...tls,
    ...(certificateRefs
      ? { certificateRefs: certificateRefs.map(({ name }) => ({ name })) }
      : {}),
  };
}

function from(namespace: string | undefined, routesIn: readonly string[]) {
  if (routesIn.every(each => each === namespace)) return { from: 'Same' };
  return {
    from: 'Selector',
    selector: {
      matchExpressions: [
        {
          key: 'kubernetes.io/metadata.name',
          operator: 'In',
          values: [...routesIn].sort(),
        },
      ],
    },
  };
}

function overlays(design: ManagedGatewayDesign): KubernetesObject {
  const { replicas } = design;
  const written = (overlay: object) => stringify(overlay, { lineWidth: 0 });
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadataOf(design),
    data: {
      horizontalPodAutoscaler: written({
        spec: { minReplicas: replicas.min, maxReplicas: replicas.max },
      }),
      podDisruptionBudget: written({ spec: { minAvailable: 1 } }),
      deployment: written({
        spec: {
          template: {
            spec: {
              terminationGracePeriodSeconds: 60,
              topologySpreadConstraints: spreadOverFailureDomains(design),
            },
          },
        },
      }),
    },
  };
}
