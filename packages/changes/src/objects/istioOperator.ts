import { GatewayDesign, metadataOf, selectorOf } from './GatewayDesign';
import { proxyLifecycle, spreadOverFailureDomains } from './deployment';

/**
 * One gateway and nothing else, as `istioctl install` reads it (istio.io/latest/docs/reference/config/istio.operator.v1alpha1). Its
 * proxy is injected, so that it is upgraded with the control plane.
 */
export function istioOperator(design: GatewayDesign) {
  const { name, namespace, revision, replicas, serviceAnnotations } = design;
  const labels = metadataOf(design).labels;
  return {
    apiVersion: 'install.istio.io/v1alpha1',
    kind: 'IstioOperator',
    metadata: { name, namespace, labels },
    spec: {
      profile: 'empty',
      ...(revision ? { revision } : {}),
      components: {
        ingressGateways: [
          {
            name,
            namespace,
            enabled: true,
            label: labels,
            k8s: {
              hpaSpec: {
                minReplicas: replicas.min,
                maxReplicas: replicas.max,
              },
              podDisruptionBudget: {
                minAvailable: 1,
                selector: { matchLabels: selectorOf(design) },
              },
              serviceAnnotations,
              service: {
                type: 'LoadBalancer',
                ports: design.ports.map(({ protocol = 'TCP', ...port }) => ({
                  ...port,
                  protocol,
                })),
              },
              overlays: [
                {
                  apiVersion: 'apps/v1',
                  kind: 'Deployment',
                  name,
                  patches: [
                    {
                      path: 'spec.template.spec.terminationGracePeriodSeconds',
                      value: 60,
                    },
                    {
                      path: 'spec.template.spec.topologySpreadConstraints',
                      value: spreadOverFailureDomains(design),
                    },
                    {
                      path: 'spec.template.spec.containers.[name:istio-proxy].lifecycle',
                      value: proxyLifecycle,
                    },
                  ],
                },
              ],
            },
          },
        ],
      },
      values: {
        gateways: { 'istio-ingressgateway': { injectionTemplate: 'gateway' } },
      },
    },
  };
}
