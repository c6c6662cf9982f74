import { KubernetesObject, ObjectRef } from '../resources';
import { memoised, Snapshot } from '../snapshot';
import { integer, record, records, text } from './fields';

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
  const group = 'discovery.k8s.io';
  if (service.kind !== 'Service') return undefined;
  if (
    snapshot.unseen.some(
      unseen => unseen.group === group && unseen.kind === 'EndpointSlice',
    )
  )
    return undefined;
  const slices =
    slicesByService(snapshot.list(group, 'EndpointSlice')).get(
      `${service.namespace}/${service.name}`,
    ) ?? [];
  const portName =
    port === undefined ? undefined : nameOfPort(snapshot.get(service), port);
  const endpoints = new Map<string, boolean>();
  for (const slice of slices) {
    if (
      portName !== undefined &&
      !records(slice.ports).some(
        ([entry]) => (text(entry.name) ?? '') === portName,
      )
    )
      continue;
    for (const [endpoint] of records(slice.endpoints)) {
      const target = record(endpoint.targetRef);
      const [address] = Array.isArray(endpoint.addresses)
        ? endpoint.addresses
        : [];
      const key = text(target.name) ?? String(address);
      endpoints.set(
        key,
        endpoints.get(key) || record(endpoint.conditions).ready !== false,
      );
    }
  }
  return {
    ready: [...endpoints.values()].filter(Boolean).length,
    total: endpoints.size,
  };
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

const slicesByService = memoised((slices: readonly KubernetesObject[]) => {
  const services = new Map<string, KubernetesObject[]>();
  for (const slice of slices) {
    const key = `${slice.metadata.namespace}/${slice.metadata.labels?.['kubernetes.io/service-name']}`;
    services.set(key, [...(services.get(key) ?? []), slice]);
  }
  return services;
});
