import {
  gatewaysOf,
  GatewayWorkload,
  keyOf,
  Listener,
  ObjectRef,
  Ownership,
  routeTable,
  Snapshot,
  workloadOwnership,
} from '@product-gateways/mesh';
import { ServedPort, ServingGateway } from './ProductView';

/** The gateways of a cluster that serve hosts of a product, and those that belong to it, whether they serve anything or not. */
export function servingGateways(
  snapshot: Snapshot,
  ownership: Ownership,
  product: string,
): ServingGateway[] {
  return gatewaysOf(snapshot).flatMap(workload => {
    const listeners = routeTable(snapshot, workload);
    const allHosts = servedHosts(listeners);
    const hosts = allHosts.filter(host => isOf(product, host, ownership));
    const belongsTo = ownerOf(workload, ownership);
    if (hosts.length === 0 && belongsTo !== product) return [];

    const relevant = (host: string) =>
      hosts.length === 0 || hosts.some(own => isSameOrBelow(own, host));
    return {
      workload,
      ...ownershipOfWorkload(allHosts, product, belongsTo, ownership),
      hosts,
      allHosts,
      ports: portsOf(listeners, relevant),
      definedBy: objectsBehind(workload, listeners, relevant),
    };
  });
}

/** Hosts for which the gateway has an answer other than 404. `*` is nobody's. */
function servedHosts(listeners: readonly Listener[]): string[] {
  const answered = listeners.flatMap(({ virtualHosts, connections }) => [
    ...virtualHosts
      .filter(({ routes }) => routes.length > 0)
      .map(({ host }) => host),
    ...connections.flatMap(({ serverNames }) => serverNames),
  ]);
  return [...new Set(answered)].filter(host => host !== '*').sort();
}

/** A host that nobody claims may still lie below a wildcard that somebody does. */
function isOf(product: string, host: string, ownership: Ownership): boolean {
  const owner = ownership.ownerOfHost(host);
  if (owner.claims.length > 0) {
    return owner.product === product || owner.disputed.includes(product);
  }
  return ownership
    .claimsCovering(host)
    .some(claim => claim.product === product);
}

/** Whose a gateway is, is said by what runs it. What merely configures it can be written by anybody, and makes it nobody's own. */
function ownerOf(gateway: GatewayWorkload, ownership: Ownership) {
  const { cluster, workload, services } = gateway;
  return [
    ...managingGateway(gateway),
    workload,
    ...services.map(({ ref }) => ref),
  ]
    .map(ref => ownership.productOfRef(cluster, ref))
    .find(Boolean);
}

/** The Gateway that a managed gateway was made from: its Deployment and Service are but copies of it. */
function managingGateway({
  namespace,
  podLabels,
  definedBy,
}: GatewayWorkload): ObjectRef[] {
  const name = podLabels['gateway.networking.k8s.io/gateway-name'];
  return definedBy.filter(
    ref =>
      ref.group === 'gateway.networking.k8s.io' &&
      ref.kind === 'Gateway' &&
      ref.namespace === namespace &&
      ref.name === name,
  );
}

/**
 * A gateway in nobody's namespace that serves but one product today is not that product's own: the next product's first route
 * changes that, and who upgrades it is somebody else.
 */
function ownershipOfWorkload(
  hosts: readonly string[],
  product: string,
  belongsTo: string | undefined,
  all: Ownership,
): Pick<ServingGateway, 'ownership' | 'sharedWith'> {
  const { ownership, sharedWith } = workloadOwnership(hosts, product, all);
  if (belongsTo === product || ownership !== 'own') {
    return { ownership, sharedWith };
  }
  return { ownership: 'shared', sharedWith: belongsTo ? [belongsTo] : [] };
}

function portsOf(
  listeners: readonly Listener[],
  relevant: (host: string) => boolean,
): ServedPort[] {
  return listeners.flatMap(({ servicePorts, protocol, tls, hosts }) => {
    const open = hosts.filter(({ host }) => relevant(host));
    if (open.length === 0) return [];
    return servicePorts.map(port => ({
      port,
      protocol,
      tls: tls?.mode,
      httpsRedirect: open.some(({ httpsRedirect }) => httpsRedirect),
      credentialName: tls?.credentialName ?? tls?.certificates[0]?.name,
    }));
  });
}

function objectsBehind(
  { definedBy }: GatewayWorkload,
  listeners: readonly Listener[],
  relevant: (host: string) => boolean,
): ObjectRef[] {
  const named = new Set(
    listeners
      .flatMap(({ hosts }) => hosts)
      .filter(({ host }) => relevant(host))
      .map(({ source }) => keyOf(source.object)),
  );
  return definedBy.filter(ref => named.has(keyOf(ref)));
}

/** Whether a server for `open` takes requests to `host`: it is the same, or a wildcard above it. */
function isSameOrBelow(host: string, open: string): boolean {
  if (open === '*' || open === host) return true;
  return open.startsWith('*.') && host.endsWith(open.slice(1));
}
