import { Problem } from '../../resources';
import { ConnectionRoute, Listener, ListenerHost } from '../model';
import { connectionsOf } from './connections';
import { isHttps, isPlainHttp } from './protocols';
import { BoundServer, MergedServers, PortGroup } from './servers';
import { VirtualHostContext, virtualHostsOf } from './virtualHosts';

export interface MergedListeners {
  readonly listeners: readonly Listener[];
  readonly problems: readonly Problem[];
}

/** What the proxies of a workload listen on; `servicePorts` says which ports of its Services lead to a port of the pods. */
export function listenersOf(
  merged: MergedServers,
  context: VirtualHostContext,
  servicePorts: (port: number) => readonly number[],
): MergedListeners {
  const problems = [...merged.problems];
  const sniTaken = new Set<string>();
  const sockets = new Map<string, Listener[]>();
  for (const group of merged.groups) {
    const socket = `${group.bind ?? '0.0.0.0'}:${group.port}`;
    const found = listenersOfGroup(group, merged, context, sniTaken).map(
      listener => ({
        ...listener,
        servicePorts: servicePorts(group.port),
      }),
    );
    sockets.set(socket, [...(sockets.get(socket) ?? []), ...found]);
  }
  const listeners = [...sockets].flatMap(([socket, found]) => {
    const double = doubleChoice(found);
    if (double === undefined) return found;
    const message = `Envoy rejects everything on ${socket}: ${double} chooses two servers`;
    problems.push(
      ...found.flatMap(({ sources }) =>
        sources.map(source => ({ source, message })),
      ),
    );
    return [];
  });
  return { listeners, problems };
}

type Unnumbered = Omit<Listener, 'servicePorts'>;

function listenersOfGroup(
  group: PortGroup,
  { routeTables }: MergedServers,
  context: VirtualHostContext,
  sniTaken: Set<string>,
): Unnumbered[] {
  const { port, bind, servers } = group;
  if (isPlainHttp(group)) {
    const sharing = routeTables.get(servers[0].routeTable ?? '') ?? servers;
    return [
      {
        ...common(servers),
        port,
        bind,
        protocol: 'HTTP',
        serverNames: [],
        virtualHosts: virtualHostsOf(sharing, context),
        connections: [],
      },
    ];
  }
  return servers.flatMap((bound): Unnumbered[] => {
    const { server } = bound;
    const base = { ...common([bound]), port, bind, tls: server.tls };
    const serverNames = server.tls
      ? [...new Set(server.hosts.map(({ host }) => host))]
      : [];
    if (isHttps(server))
      return [
        {
          ...base,
          protocol: 'HTTPS',
          serverNames,
          virtualHosts: virtualHostsOf([bound], context),
          connections: [],
        },
      ];
    const connections = connectionsOf(bound, context, sniTaken);
    if (connections.length === 0) return [];
    return [
      {
        ...base,
        protocol: server.tls ? 'TLS' : 'TCP',
        serverNames,
        virtualHosts: [],
        connections,
      },
    ];
  });
}

function common(servers: readonly BoundServer[]) {
  const hosts = servers.flatMap(({ server }) =>
    server.hosts.map(
      ({ host, namespace }): ListenerHost => ({
        host,
        namespace,
        httpsRedirect: server.httpsRedirect,
        source: server.source,
      }),
    ),
  );
  return { hosts, sources: servers.map(({ server }) => server.source) };
}

/** One way to choose a listener: a server name, or none, and the application protocols. */
export interface Choice {
  /** `*`: any, and none. */
  readonly serverName: string;
  readonly applicationProtocols?: readonly string[];
  readonly listener: Listener;
  readonly connection?: ConnectionRoute;
}

/** All ways to choose one of these listeners. Passthrough is chosen by the routes' server names, not by the server's hosts. */
export function choicesOf(listeners: readonly Listener[]): Choice[] {
  return listeners.flatMap(listener => {
    const passthrough = listener.tls?.mode.endsWith('PASSTHROUGH') ?? false;
    if (!passthrough)
      return namesOf(listener.serverNames).map(serverName => ({
        serverName,
        listener,
        connection: listener.connections[0],
      }));
    return listener.connections.flatMap(connection =>
      namesOf(connection.serverNames).map(serverName => ({
        serverName,
        applicationProtocols: connection.applicationProtocols,
        listener,
        connection,
      })),
    );
  });
}

/** Envoy compares server names without regard to case. */
const namesOf = (names: readonly string[]) =>
  names.length === 0 || names.includes('*')
    ? ['*']
    : names.map(name => name.toLowerCase());

function doubleChoice(listeners: readonly Listener[]): string | undefined {
  const seen = new Set<string>();
  for (const { serverName, applicationProtocols = [] } of choicesOf(
    listeners,
  )) {
    const key = `${serverName} ${applicationProtocols}`;
    if (seen.has(key))
      return serverName === '*'
        ? 'any server name'
        : `server name ${serverName}`;
    seen.add(key);
  }
  return undefined;
}
