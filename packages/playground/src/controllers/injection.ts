import type { Pod } from './objects';

export const proxyImage = 'docker.io/istio/proxyv2:1.30.2';

/** A gateway Pod as Istio's injector leaves it: `image: auto` becomes the control plane's own proxy. Other Pods stay as they are. */
export function injected(pod: Pod): Pod {
  const { labels = {}, annotations = {} } = pod.metadata;
  if (annotations['inject.istio.io/templates'] !== 'gateway') return pod;
  const app = labels['app.kubernetes.io/name'] ?? labels.app ?? 'gateway';
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      labels: {
        'istio.io/rev': 'default',
        'service.istio.io/canonical-name': app,
        'service.istio.io/canonical-revision': 'latest',
        ...labels,
      },
      annotations: { 'istio.io/rev': 'default', ...annotations },
    },
    spec: {
      ...pod.spec,
      containers: pod.spec.containers.map(container =>
        container.image === 'auto'
          ? { ...container, image: proxyImage }
          : container,
      ),
    },
  };
}
