import { KubernetesObject } from '../../resources';
import { Snapshot } from '../../snapshot';
import { Labels, labels, specOf, text } from '../fields';
import { Locality, nowhere, readLocality } from './Locality';

/** The locality that an object's own labels state for Istio. */
export function labelledLocality(stated: Labels): Locality | undefined {
  const label =
    stated['topology.istio.io/locality'] || stated['istio-locality'];
  return label ? readLocality(label) : undefined;
}

/**
 * Where a pod runs: as its own label says, else as its Node's labels say. Where Nodes are not seen, as Kubernetes (since 1.35) copies
 * them to the pod; at last the zone alone, which its EndpointSlice knows.
 */
export function localityOfPod(
  snapshot: Snapshot,
  pod: KubernetesObject,
  zone = '',
): Locality {
  const own = labels(pod.metadata.labels);
  const name = text(specOf(pod).nodeName) ?? '';
  const node = snapshot.get({ group: '', kind: 'Node', name });
  return (
    labelledLocality(own) ??
    topologyOf(labels(node?.metadata.labels)) ??
    topologyOf(own) ?? { ...nowhere, zone }
  );
}

function topologyOf(stated: Labels): Locality | undefined {
  const region = stated['topology.kubernetes.io/region'] ?? '';
  const zone = stated['topology.kubernetes.io/zone'] ?? '';
  const subzone = stated['topology.istio.io/subzone'] ?? '';
  return region || zone || subzone ? { region, zone, subzone } : undefined;
}

/** What istiod adds to the labels of clients and endpoints, for `failoverPriority` to look at. */
export function topologyLabels(
  { region, zone, subzone }: Locality,
  cluster: string,
  network = '',
): Labels {
  const stated = {
    'topology.kubernetes.io/region': region,
    'topology.kubernetes.io/zone': zone,
    'topology.istio.io/subzone': subzone,
    'topology.istio.io/cluster': cluster,
    'topology.istio.io/network': network,
  };
  return Object.fromEntries(
    Object.entries(stated).filter(([, value]) => value !== ''),
  );
}
