import { JsonRecord, KubernetesObject, refOf, Source } from '../../resources';
import { Snapshot } from '../../snapshot';
import { sliceEndpoints } from '../endpoints';
import {
  hasLabels,
  labels,
  Labels,
  record,
  records,
  specOf,
  text,
  texts,
} from '../fields';
import { Destination } from '../model';
import { isReady } from '../workloads';
import { MeshEndpoint } from './MeshEndpoint';
import { nowhere, readLocality } from './Locality';
import { labelledLocality, localityOfPod, topologyLabels } from './places';

/**
 * All endpoints of a destination's host, of every subset: from EndpointSlices, WorkloadEntries and what ServiceEntries list.
 * Undefined where they cannot be known: EndpointSlices that are not seen, or a ServiceEntry that lets the client choose the address.
 */
export function endpointsOfHost(
  snapshot: Snapshot,
  { service, port, host }: Pick<Destination, 'service' | 'port' | 'host'>,
): readonly MeshEndpoint[] | undefined {
  const object = service && snapshot.get(service);
  if (!object) return undefined;
  return object.kind === 'Service'
    ? endpointsOfService(snapshot, object, port)
    : endpointsOfEntries(snapshot, object, host);
}

function endpointsOfService(
  snapshot: Snapshot,
  service: KubernetesObject,
  port: number,
): readonly MeshEndpoint[] | undefined {
  const slices = sliceEndpoints(snapshot, refOf(service), port);
  // Files hold no EndpointSlices, and a cluster always has some: that of its API server.
  if (
    !slices ||
    snapshot.byNamespace('discovery.k8s.io', 'EndpointSlice').size === 0
  )
    return undefined;
  const { namespace = '' } = service.metadata;
  const pods = slices.map(({ address, ready, pod, zone = '', slice }) => {
    const object =
      pod && snapshot.get({ group: '', kind: 'Pod', namespace, name: pod });
    return object
      ? podEndpoint(snapshot, object, { address, ready, zone })
      : {
          address,
          ready,
          locality: { ...nowhere, zone },
          labels: topologyLabels({ ...nowhere, zone }, snapshot.cluster),
          source: { object: slice, path: 'endpoints' },
        };
  });
  const selector = labels(specOf(service).selector);
  const outside =
    Object.keys(selector).length > 0
      ? selectedWorkloadEntries(snapshot, namespace, selector)
      : [];
  return [...pods, ...outside];
}

/** Several ServiceEntries of a namespace that share a host count as one. */
function endpointsOfEntries(
  snapshot: Snapshot,
  chosen: KubernetesObject,
  host: string,
): readonly MeshEndpoint[] | undefined {
  const entries = snapshot
    .inNamespace(
      'networking.istio.io',
      'ServiceEntry',
      chosen.metadata.namespace ?? '',
    )
    .filter(entry => texts(specOf(entry).hosts).includes(host));
  if (entries.some(entry => (specOf(entry).resolution ?? 'NONE') === 'NONE'))
    return undefined;
  return entries.flatMap(entry => endpointsOfEntry(snapshot, entry, host));
}

function endpointsOfEntry(
  snapshot: Snapshot,
  entry: KubernetesObject,
  host: string,
): readonly MeshEndpoint[] {
  const { namespace = '' } = entry.metadata;
  const spec = specOf(entry);
  const object = refOf(entry);
  const selector = labels(record(spec.workloadSelector).labels);
  if (Object.keys(selector).length > 0)
    return [
      ...snapshot
        .inNamespace('', 'Pod', namespace)
        .filter(pod => hasLabels(labels(pod.metadata.labels), selector))
        .flatMap(pod => {
          const address = text(record(pod.status).podIP);
          return address
            ? [podEndpoint(snapshot, pod, { address, ready: isReady(pod) })]
            : [];
        }),
      ...selectedWorkloadEntries(snapshot, namespace, selector),
    ];
  const listed = records(spec.endpoints).map(([endpoint, index]) =>
    statedEndpoint(snapshot, endpoint, {
      object,
      path: `spec.endpoints[${index}]`,
    }),
  );
  if (listed.length > 0 || spec.resolution === 'STATIC') return listed;
  return [
    statedEndpoint(snapshot, { address: host }, { object, path: 'spec.hosts' }),
  ];
}

function selectedWorkloadEntries(
  snapshot: Snapshot,
  namespace: string,
  selector: Labels,
): MeshEndpoint[] {
  return snapshot
    .inNamespace('networking.istio.io', 'WorkloadEntry', namespace)
    .filter(entry => hasLabels(labels(specOf(entry).labels), selector))
    .map(entry =>
      statedEndpoint(snapshot, specOf(entry), {
        object: refOf(entry),
        path: 'spec',
      }),
    );
}

/** What a WorkloadEntry says, or a ServiceEntry of one endpoint. */
function statedEndpoint(
  snapshot: Snapshot,
  stated: JsonRecord,
  source: Source,
): MeshEndpoint {
  const own = labels(stated.labels);
  const locality = text(stated.locality)
    ? readLocality(text(stated.locality) ?? '')
    : labelledLocality(own) ?? nowhere;
  return {
    address: text(stated.address) ?? '',
    locality,
    ready: true,
    labels: {
      ...own,
      ...topologyLabels(locality, snapshot.cluster, text(stated.network)),
    },
    source,
  };
}

function podEndpoint(
  snapshot: Snapshot,
  pod: KubernetesObject,
  { address, ready, zone }: { address: string; ready: boolean; zone?: string },
): MeshEndpoint {
  const locality = localityOfPod(snapshot, pod, zone);
  return {
    address,
    ready,
    locality,
    labels: {
      ...labels(pod.metadata.labels),
      ...topologyLabels(locality, snapshot.cluster),
    },
    source: { object: refOf(pod), path: '' },
  };
}
