import { ObjectRef } from '../../resources';
import { memoised } from '../../snapshot';
import { RouteSet } from '../declaration';
import { routesOf } from '../merge/routes';
import { Route, VirtualHost } from '../model';
import { ClientPort } from './clientPort';
import { domainsOf, meantHosts } from './names';
import { routeToService } from './ownRoute';
import { isHttp, SeenService } from './seenServices';
import { isUnserved, serves, servesAny } from './served';

/** A virtual host of a sidecar. */
export interface SidecarHost {
  readonly virtualHost: VirtualHost;
  readonly service?: SeenService;
  /** VirtualServices of the same host that came too late: for sidecars they do not merge. */
  readonly tooLate: readonly ObjectRef[];
}

/**
 * The virtual hosts of a sidecar on a port by the Host headers that choose them: each service's, with the routes of the first
 * VirtualService that has its host, else to the service itself; on port 80 also hosts that only VirtualServices know. Each is made when
 * it is asked for, since a sidecar may see ten thousand.
 */
export type SidecarHosts = Pick<ReadonlyMap<string, SidecarHost>, 'get'>;

export const sidecarHosts: (at: ClientPort) => SidecarHosts = memoised(at => {
  const known = new Map<string, { host?: SidecarHost }>();
  return {
    get: domain => {
      const entry = known.get(domain) ?? { host: hostOf(domain, at) };
      known.set(domain, entry);
      return entry.host;
    },
  };
});

interface Built extends SidecarHost {
  /** Absent: the route to the service itself. */
  readonly from?: RouteSet;
}

/** The first to come keeps each of its names. */
function hostOf(domain: string, at: ClientPort): SidecarHost | undefined {
  const { services, client, routeSets } = at;
  const names = meantHosts(domain, client.namespace).flatMap(name => [
    name,
    services.getByOtherName(name)?.host.toLowerCase() ?? name,
  ]);
  const [first] = [...new Set([domain, ...names])]
    .flatMap(name => built(name, at) ?? [])
    .filter(
      ({ virtualHost, service }) =>
        virtualHost.host === domain ||
        (service && domainsFor(service, at).includes(domain)),
    )
    .sort((a, b) =>
      a.from && b.from
        ? routeSets.inOrder(a.from, b.from)
        : Number(!a.from) - Number(!b.from),
    );
  return first;
}

/** What is another service's full name is not taken from it. */
function domainsFor(
  service: SeenService,
  { services, client }: ClientPort,
): readonly string[] {
  return [service.host, ...service.aliases].flatMap(host =>
    domainsOf({ ...service, host }, client.namespace)
      .filter(domain => domain === host || !services.get(domain))
      .map(domain => domain.toLowerCase()),
  );
}

/** The virtual host of a service, or of a host that only route sets know. */
function built(name: string, at: ClientPort): Built | undefined {
  const { services, routeSets } = at;
  const service = services.get(name);
  const closest = service && routeSets.closestTo(name);
  const stating = routeSets.stating(name);
  const isServed = (set: RouteSet) =>
    service !== undefined && serves(set, service, at);
  const isAlone = (set: RouteSet) =>
    isUnserved(name, set, at) && (at.port === 80 || servesAny(set, at));
  const [first, ...others] = [
    ...new Set(closest ? [...stating, closest] : stating),
  ]
    .sort(routeSets.inOrder)
    .filter(set => isServed(set) || isAlone(set))
    .filter(set => routesFrom(set, at).length > 0);
  if (first)
    return {
      virtualHost: { host: name, routes: routesFrom(first, at) },
      service: isServed(first) ? service : undefined,
      tooLate: others.map(({ object }) => object),
      from: first,
    };
  if (!service || !isHttp(service)) return undefined;
  const routes = [routeToService(service, at)];
  return { virtualHost: { host: name, routes }, service, tooLate: [] };
}

const routesFrom = (
  set: RouteSet,
  { snapshot, client, port }: ClientPort,
): Route[] =>
  routesOf(set, {
    snapshot,
    namespace: client.namespace,
    podLabels: client.labels,
    gatewayKey: 'mesh',
    serverPort: port,
    tls: false,
  });
