import { KubernetesObject } from '../../resources';

/**
 * The ConfigMap that holds a mesh config: how a MeshConfig that lies in a file of its own gets into a snapshot, which knows mesh config
 * by this object alone.
 * @example
 * ```ts
 * snapshotOf('east', [...objects, meshConfigMap('outboundTrafficPolicy: { mode: REGISTRY_ONLY }')])
 * ```
 *
 * @param mesh - YAML or JSON of Istio's MeshConfig, as it stands in `data.mesh`.
 * @public
 */
export function meshConfigMap(mesh: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'istio', namespace: 'istio-system' },
    data: { mesh },
  };
}
