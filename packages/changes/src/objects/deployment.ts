import { KubernetesObject } from '@product-gateways/mesh';
import { GatewayDesign, metadataOf, selectorOf } from './GatewayDesign';

/** Load balancers notice with a delay that a pod leaves. The image holds no shell, so the kubelet does the sleeping. */
export const proxyLifecycle = { preStop: { sleep: { seconds: 15 } } };

/**
 * The gateway's pods: istiod fills the proxy in when they are created, as Istio's own `gateway` chart has it. How many is left to the
 * autoscaler. A pod that goes away is first taken out of the load balancer, then drained by its proxy, and only then ended.
 */
export function deployment(design: GatewayDesign): KubernetesObject {
  const metadata = metadataOf(design);
  const { name, revision, image } = design;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      selector: { matchLabels: selectorOf(design) },
      minReadySeconds: 10,
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
      },
      template: {
        metadata: {
          labels: {
            ...metadata.labels,
            istio: name,
            'sidecar.istio.io/inject': 'true',
            ...(revision ? { 'istio.io/rev': revision } : {}),
          },
          annotations: {
            'inject.istio.io/templates': 'gateway',
            'prometheus.io/port': '15020',
            'prometheus.io/scrape': 'true',
            'prometheus.io/path': '/stats/prometheus',
          },
        },
        spec: {
          serviceAccountName: name,
          securityContext: { sysctls: [unprivilegedPorts] },
          terminationGracePeriodSeconds: 60,
          topologySpreadConstraints: spreadOverFailureDomains(design),
          containers: [{ ...proxy, image }],
        },
      },
    },
  };
}

type Named = Pick<GatewayDesign, 'name'>;

/** One pod in each zone and on each node, as far as that goes. */
export function spreadOverFailureDomains(design: Named) {
  return [
    spreadOver('topology.kubernetes.io/zone', design),
    spreadOver('kubernetes.io/hostname', design),
  ];
}

/** Ports 80 and 443 without root. */
const unprivilegedPorts = {
  name: 'net.ipv4.ip_unprivileged_port_start',
  value: '0',
};

const proxy = {
  name: 'istio-proxy',
  ports: [{ name: 'http-envoy-prom', containerPort: 15090, protocol: 'TCP' }],
  lifecycle: proxyLifecycle,
  resources: {
    requests: { cpu: '100m', memory: '128Mi' },
    limits: { cpu: '2', memory: '1Gi' },
  },
  securityContext: {
    allowPrivilegeEscalation: false,
    privileged: false,
    readOnlyRootFilesystem: true,
    runAsUser: 1337,
    runAsGroup: 1337,
    runAsNonRoot: true,
    capabilities: { drop: ['ALL'] },
  },
};

function spreadOver(topologyKey: string, design: Named) {
  return {
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: selectorOf(design) },
    matchLabelKeys: ['pod-template-hash'],
  };
}
