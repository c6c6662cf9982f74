import { covers } from '../../hostPatterns';
import { ConnectionMatch, DestinationSpec, RouteSet } from '../declaration';
import { destinationsOf } from '../destinations';
import { subsetsOf } from '../destinationRules';
import { ConnectionRoute } from '../model';
import { isExported, MeshService, registryOf } from '../services';
import { isPassthrough } from './protocols';
import { BoundServer } from './servers';
import { openHosts, VirtualHostContext } from './virtualHosts';

/** Where connections of a server go that speaks no HTTP, in the order of the route sets. */
export function connectionsOf(
  bound: BoundServer,
  context: VirtualHostContext,
  sniTaken: Set<string>,
): ConnectionRoute[] {
  const { server } = bound;
  if (server.tls?.mode === 'AUTO_PASSTHROUGH')
    return autoPassthrough(bound, context);
  return isPassthrough(server)
    ? passthrough(bound, context, sniTaken)
    : firstTcp(bound, context);
}

const alpnOfMesh = [
  'istio',
  'istio-peer-exchange',
  'istio-http/1.0',
  'istio-http/1.1',
  'istio-h2',
];

/** One connection for each service and subset of the mesh, named by the server name that sidecars send. */
function autoPassthrough(
  { server }: BoundServer,
  { snapshot, namespace }: VirtualHostContext,
): ConnectionRoute[] {
  const wanted = ({ host, outsideMesh, exportTo }: MeshService) =>
    !outsideMesh &&
    isExported({ exportTo }, namespace) &&
    server.hosts.some(open => covers(open.host, host));
  const services = [...registryOf(snapshot).values()].flatMap(
    known => known.find(service => wanted(service)) ?? [],
  );
  return services.flatMap(service =>
    service.ports
      .filter(({ udp }) => !udp)
      .flatMap(({ port }) =>
        ['', ...subsetsOf(snapshot, service, namespace)].map(
          (subset): ConnectionRoute => {
            const cluster = `outbound_.${port}_.${subset}_.${service.host}`;
            const { host, ref } = service;
            return {
              serverNames: [cluster],
              applicationProtocols: alpnOfMesh,
              destinations: [
                {
                  host,
                  service: ref,
                  port,
                  subset: subset || undefined,
                  weight: 100,
                  cluster,
                  exists: true,
                },
              ],
              source: server.source,
            };
          },
        ),
      ),
  );
}

/** The first set that names a server name keeps it. */
function passthrough(
  bound: BoundServer,
  context: VirtualHostContext,
  sniTaken: Set<string>,
): ConnectionRoute[] {
  const { server, gateway, port } = bound;
  const connections: ConnectionRoute[] = [];
  for (const set of setsThatMeet(bound, context)) {
    for (const rule of set.tls) {
      if (rule.destinations.length === 0) continue;
      for (const match of rule.matches) {
        if (!applies(match, server.port, gateway.key)) continue;
        const keys = match.sniHosts.map(
          host => `${port} ${server.bind ?? ''} ${host}`,
        );
        if (keys.some(key => sniTaken.has(key))) continue;
        keys.forEach(key => sniTaken.add(key));
        connections.push({
          serverNames: match.sniHosts,
          destinations: destinations(rule.destinations, set, bound, context),
          source: rule.source,
        });
      }
    }
  }
  return connections;
}

/** A server without SNI, or behind its own TLS, sends everything to the first rule that applies. */
function firstTcp(
  bound: BoundServer,
  context: VirtualHostContext,
): ConnectionRoute[] {
  const { server, gateway } = bound;
  for (const set of setsThatMeet(bound, context)) {
    const tcp = set.tcp.find(
      ({ matches, destinations: to }) =>
        to.length > 0 &&
        (matches.length === 0 ||
          matches.some(match => applies(match, server.port, gateway.key))),
    );
    const rule =
      tcp ??
      set.tls.find(
        ({ afterTermination }) => afterTermination && server.tls !== undefined,
      );
    if (rule)
      return [
        {
          serverNames: [],
          destinations: destinations(rule.destinations, set, bound, context),
          source: rule.source,
        },
      ];
  }
  return [];
}

function setsThatMeet(
  { server, gateway }: BoundServer,
  context: VirtualHostContext,
): RouteSet[] {
  const openTo = openHosts(server);
  return context.routeSets(gateway.key).filter(set => openTo(set).length > 0);
}

const applies = (
  { port, gateways }: ConnectionMatch,
  serverPort: number,
  gatewayKey: string,
) =>
  (!port || port === serverPort) &&
  (!gateways || gateways.includes(gatewayKey));

const destinations = (
  specs: readonly DestinationSpec[],
  set: RouteSet,
  { server }: BoundServer,
  { snapshot, namespace }: VirtualHostContext,
) =>
  destinationsOf(specs, {
    snapshot,
    gatewayNamespace: namespace,
    routeNamespace: set.namespace,
    serverPort: server.port,
  });
