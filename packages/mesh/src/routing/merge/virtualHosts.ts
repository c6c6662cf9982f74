import { Source } from '../../resources';
import { RouteSet, Server } from '../declaration';
import { bySpecificity, HostIndex, hostIndex } from '../hosts';
import { Route, VirtualHost } from '../model';
import { catchAllsLast, RouteContext, routesOf } from './routes';
import { BoundServer } from './servers';

export interface VirtualHostContext
  extends Pick<RouteContext, 'snapshot' | 'namespace' | 'podLabels'> {
  /** The route sets bound to a gateway that the workload may use, in istiod's order. */
  routeSets(gatewayKey: string): readonly RouteSet[];
}

/** The virtual hosts of servers that share a route table: where a server's hosts meet those of a route set, the narrower one. */
export function virtualHostsOf(
  servers: readonly BoundServer[],
  context: VirtualHostContext,
): VirtualHost[] {
  const hosts = new Map<string, { routes: Route[]; httpsRedirect?: Source }>();
  const open = (host: string) => {
    const key = host.toLowerCase();
    const entry = hosts.get(key) ?? { routes: [] };
    hosts.set(key, entry);
    return entry;
  };
  const translated = new Map<RouteSet, Map<string, Route[]>>();
  for (const { server, gateway } of servers) {
    const openTo = openHosts(server);
    for (const set of context.routeSets(gateway.key)) {
      const meeting = openTo(set);
      if (meeting.length === 0) continue;
      // istiod translates a set once for each gateway, with the port of the first server that it has routes for.
      const routes = once(translated, set, gateway.key, () =>
        routesOf(set, routeContext(context, gateway.key, server)),
      );
      if (routes.length === 0) continue;
      for (const host of meeting) {
        const entry = open(host);
        for (const route of routes) entry.routes.push(route);
        if (server.httpsRedirect) entry.httpsRedirect = server.source;
      }
    }
    if (!server.httpsRedirect) continue;
    for (const { host, namespace } of server.hosts)
      if (namespace === undefined) open(host).httpsRedirect = server.source;
  }
  return [...hosts]
    .sort(([a], [b]) => bySpecificity(a, b))
    .map(([host, { routes, httpsRedirect }]) => ({
      host,
      httpsRedirect,
      routes: catchAllsLast(routes),
    }));
}

/** Where the hosts of a server that are open to a route set's namespace meet the set's own: the narrower ones. */
export function openHosts(
  server: Server,
): (set: Pick<RouteSet, 'namespace' | 'hosts'>) => readonly string[] {
  const byNamespace = new Map<string | undefined, HostIndex>();
  for (const [namespace, open] of Map.groupBy(
    server.hosts,
    host => host.namespace,
  ))
    byNamespace.set(namespace, hostIndex(open.map(({ host }) => host)));
  return ({ namespace, hosts }) => {
    const indices = [byNamespace.get(undefined), byNamespace.get(namespace)];
    const meeting = indices.flatMap(index =>
      index ? hosts.flatMap(index.meeting) : [],
    );
    return [...new Set(meeting)];
  };
}

const routeContext = (
  { snapshot, namespace, podLabels }: VirtualHostContext,
  gatewayKey: string,
  server: Server,
): RouteContext => ({
  snapshot,
  namespace,
  podLabels,
  gatewayKey,
  serverPort: server.port,
  tls: server.tls !== undefined,
});

function once(
  known: Map<RouteSet, Map<string, Route[]>>,
  set: RouteSet,
  key: string,
  translate: () => Route[],
): Route[] {
  const byKey = known.get(set) ?? new Map<string, Route[]>();
  known.set(set, byKey);
  const routes = byKey.get(key) ?? translate();
  if (routes.length > 0) byKey.set(key, routes);
  return routes;
}
