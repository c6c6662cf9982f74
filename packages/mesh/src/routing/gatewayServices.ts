import { KubernetesObject, refOf } from '../resources';
import { Snapshot } from '../snapshot';
import { createdAt } from './age';
import {
  hasLabels,
  integer,
  labels,
  record,
  records,
  specOf,
  text,
} from './fields';
import { GatewayService, GatewayServicePort } from './model';
import { targetPortOf, Workload } from './workloads';

/** The Services in front of a workload, oldest first. */
export function servicesOf(
  snapshot: Snapshot,
  workload: Workload,
): GatewayService[] {
  return snapshot
    .inNamespace('', 'Service', workload.namespace)
    .filter(service => selects(service, workload))
    .sort(
      (a, b) =>
        createdAt(a) - createdAt(b) ||
        (a.metadata.name < b.metadata.name ? -1 : 1),
    )
    .map(service => gatewayService(service, workload));
}

export function gatewayService(
  service: KubernetesObject,
  workload: Workload,
): GatewayService {
  return {
    ref: refOf(service),
    addresses: addressesOf(service),
    ports: portsOf(service, workload),
  };
}

/** IP addresses and host names by which clients outside reach it. */
export function addressesOf({ spec, status }: KubernetesObject): string[] {
  const ingress = records(record(record(status).loadBalancer).ingress);
  const assigned = ingress.flatMap(
    ([entry]) => text(entry.ip) ?? text(entry.hostname) ?? [],
  );
  const { externalIPs } = record(spec);
  return [
    ...assigned,
    ...(Array.isArray(externalIPs)
      ? externalIPs.filter(ip => typeof ip === 'string')
      : []),
  ];
}

function selects(service: KubernetesObject, workload: Workload): boolean {
  const { selector, type } = specOf(service);
  const wanted = labels(selector);
  return (
    type !== 'ExternalName' &&
    Object.keys(wanted).length > 0 &&
    hasLabels(workload.labels, wanted)
  );
}

function portsOf(
  service: KubernetesObject,
  workload: Workload,
): GatewayServicePort[] {
  return records(specOf(service).ports).flatMap(([entry]) => {
    const port = integer(entry.port);
    const targetPort =
      port === undefined
        ? undefined
        : targetPortOf(workload, entry.targetPort, port);
    if (
      port === undefined ||
      targetPort === undefined ||
      entry.protocol === 'UDP'
    )
      return [];
    return [{ name: text(entry.name), port, targetPort }];
  });
}
