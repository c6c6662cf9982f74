import { KubernetesObject, ObjectRef, refOf } from '../resources';
import { memoisedByNamespace, Snapshot } from '../snapshot';
import { integer, record, records, text, texts } from './fields';

/**
 * How many endpoints there are, and how many of them are ready.
 *
 * @public
 */
export interface Endpoints {
  readonly ready: number;
  readonly total: number;
}

/**
 * A Service's endpoints from its EndpointSlices, all of them or those of one of its ports; undefined where slices cannot be seen.
 * A pod with an IPv4 and an IPv6 address counts once.
 *
 * @public
 */
export function endpointsOf(
  snapshot: Snapshot,
  service: ObjectRef,
  port?: number,
): Endpoints | undefined {
  const endpoints = sliceEndpoints(snapshot, service, port);
  return (
    endpoints && {
      ready: endpoints.filter(({ ready }) => ready).length,
      total: endpoints.length,
    }
  );
}

/** An endpoint as EndpointSlices tell it; the pod by its name, in the namespace of the Service. */
export interface SliceEndpoint {
  readonly address: string;
  readonly ready: boolean;
  readonly pod?: string;
  readonly zone?: string;
  readonly slice: ObjectRef;
}

const group = 'discovery.k8s.io';

export function sliceEndpoints(
  snapshot: Snapshot,
  service: ObjectRef,
  port?: number,
): readonly SliceEndpoint[] | undefined {
  if (service.kind !== 'Service') return undefined;
  if (
    snapshot.unseen.some(
      unseen => unseen.group === group && unseen.kind === 'EndpointSlice',
    )
  )
    return undefined;
  const slices =
    slicesByService(snapshot)
      .get(service.namespace ?? '')
      ?.get(service.name) ?? [];
  const portName =
    port === undefined ? undefined : nameOfPort(snapshot.get(service), port);
  const endpoints = new Map<string, SliceEndpoint>();
  for (const slice of slices) {
    if (
      portName !== undefined &&
      !records(slice.ports).some(
        ([entry]) => (text(entry.name) ?? '') === portName,
      )
    )
      continue;
    for (const [endpoint] of records(slice.endpoints)) {
      const pod = text(record(endpoint.targetRef).name);
      const [address = ''] = texts(endpoint.addresses);
      const key = pod ?? address;
      const known = endpoints.get(key);
      const ready = record(endpoint.conditions).ready !== false;
      endpoints.set(key, {
        address: known?.address ?? address,
        ready: known?.ready || ready,
        pod,
        zone: text(endpoint.zone),
        slice: refOf(slice),
      });
    }
  }
  return [...endpoints.values()];
}

function nameOfPort(
  service: KubernetesObject | undefined,
  port: number,
): string | undefined {
  const entry = records(record(service?.spec).ports).find(
    ([item]) => integer(item.port) === port,
  );
  return entry && (text(entry[0].name) ?? '');
}

/** In each namespace by the Service that they belong to. */
const slicesByService = memoisedByNamespace(
  [[group, 'EndpointSlice']],
  (snapshot, namespace) =>
    Map.groupBy(
      snapshot.inNamespace(group, 'EndpointSlice', namespace),
      ({ metadata }) => metadata.labels?.['kubernetes.io/service-name'],
    ),
);
