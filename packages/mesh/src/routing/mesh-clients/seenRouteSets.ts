import { covers, hostsMeet } from '../../hostPatterns';
import { memoised, memoisedBy, Snapshot } from '../../snapshot';
import { byAge } from '../age';
import { RouteSet } from '../declaration';
import { standingOf } from '../declarations';
import { meshRoutes } from '../gateway-api/meshRoutes';
import { mostSpecific } from '../hosts';
import { virtualServicesByHost } from '../istio/virtualService';
import { isExported } from '../services';
import { MeshClient } from './MeshClient';
import { Egress } from './sidecar';

/** The VirtualServices and Service routes that a client sees, in istiod's order, by their hosts in lower case. */
export interface SeenRouteSets {
  /** Those that state this very host. */
  stating(host: string): readonly RouteSet[];
  /** The one that counts for a host: the first that states it, or the closest wildcard. */
  closestTo(host: string): RouteSet | undefined;
  /** Those that have a host in common with it. */
  meeting(host: string): readonly RouteSet[];
  /** istiod's order: the first to have a host keeps it. */
  inOrder(a: RouteSet, b: RouteSet): number;
}

export function seenRouteSets(
  snapshot: Snapshot,
  { namespace }: MeshClient,
  egress: Egress,
): SeenRouteSets {
  const index = indexOf(snapshot);
  const isSeen = (set: RouteSet) =>
    isExported(set, namespace) &&
    set.hosts.some(host =>
      (set.ofGatewayApi ? egress.imports : egress.meets)(set.namespace, host),
    );
  const inOrder = (a: RouteSet, b: RouteSet) =>
    standingOf(a, namespace) - standingOf(b, namespace) || byAge(a, b);

  const known = new Map<string, readonly RouteSet[]>();
  const stating = (host: string) => {
    const sets = known.get(host) ?? index.of(host).filter(isSeen).sort(inOrder);
    known.set(host, sets);
    return sets;
  };
  return {
    stating,
    closestTo: host => mostSpecific({ get: each => stating(each)[0] }, host),
    meeting: host => {
      const hosts = host.startsWith('*')
        ? index.hosts.filter(each => hostsMeet(each, host))
        : [host, ...index.wildcards.filter(each => covers(each, host))];
      return [...new Set(hosts.flatMap(stating))].sort(inOrder);
    },
    inOrder,
  };
}

function indexOf(snapshot: Snapshot) {
  const virtualServices = virtualServicesByHost(snapshot);
  const routes = routesByHost(meshRoutes(snapshot));
  return {
    of: (host: string): readonly RouteSet[] => [
      ...virtualServices.of(host),
      ...(routes.get(host) ?? []),
    ],
    ...statedIn([virtualServices.stated, routes]),
  };
}

const statedIn = memoisedBy(
  (indices: readonly ReadonlyMap<string, unknown>[]) => indices,
  indices => {
    const hosts = [...new Set(indices.flatMap(index => [...index.keys()]))];
    return { hosts, wildcards: hosts.filter(host => host.startsWith('*')) };
  },
);

/** Service routes have one host each. */
const routesByHost = memoised((sets: readonly RouteSet[]) =>
  Map.groupBy(sets, ({ hosts: [host] }) => host.toLowerCase()),
);
