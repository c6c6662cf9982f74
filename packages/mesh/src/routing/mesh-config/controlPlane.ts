import { KubernetesObject } from '../../resources';
import { memoisedBy, Snapshot } from '../../snapshot';
import { byCreation } from '../age';
import { record } from '../fields';

/** The objects that say how the control plane of a cluster is set up, where the snapshot holds them. */
export interface ControlPlane {
  readonly configMap?: KubernetesObject;
  readonly istiod?: KubernetesObject;
}

/**
 * Where a cluster has several revisions the default one counts, else the oldest. Its ConfigMap lies beside istiod, under the name `istio`
 * or `istio-REVISION`.
 */
export const controlPlaneOf: (snapshot: Snapshot) => ControlPlane = memoisedBy(
  snapshot => [
    snapshot.list('', 'ConfigMap'),
    snapshot.list('apps', 'Deployment'),
  ],
  snapshot => {
    const istiod = first(
      snapshot
        .list('apps', 'Deployment')
        .filter(({ metadata }) => metadata.labels?.app === 'istiod'),
      ({ metadata }) =>
        (metadata.labels?.['istio.io/rev'] ?? 'default') === 'default',
    );
    const namespace = istiod?.metadata.namespace ?? 'istio-system';
    const revision = istiod?.metadata.labels?.['istio.io/rev'] ?? 'default';
    const configMap = first(
      snapshot.inNamespace('', 'ConfigMap', namespace).filter(isMeshConfig),
      ({ metadata: { name } }) =>
        name === (revision === 'default' ? 'istio' : `istio-${revision}`),
    );
    return { configMap, istiod };
  },
);

function isMeshConfig({ metadata: { name }, data }: KubernetesObject): boolean {
  return (
    name === 'istio' ||
    (name.startsWith('istio-') && Object.hasOwn(record(data), 'mesh'))
  );
}

function first(
  objects: readonly KubernetesObject[],
  preferred: (object: KubernetesObject) => boolean,
): KubernetesObject | undefined {
  return objects.find(preferred) ?? [...objects].sort(byCreation)[0];
}
