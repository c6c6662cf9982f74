import { Problem } from '../../resources';
import { GatewayDeclaration, Server, ServerHost } from '../declaration';
import { isHttp, isHttps, isPlainHttp, isTls } from './protocols';

/** A server as it lands on one port of the pods. */
export interface BoundServer {
  readonly server: Server;
  readonly gateway: GatewayDeclaration;
  readonly port: number;
  /** Servers with the same name share a route table; absent: it has none. */
  readonly routeTable?: string;
}

/** Servers that listen together. */
export interface PortGroup {
  readonly port: number;
  readonly protocol: string;
  readonly bind?: string;
  readonly servers: BoundServer[];
}

export interface MergedServers {
  readonly groups: readonly PortGroup[];
  readonly routeTables: ReadonlyMap<string, readonly BoundServer[]>;
  readonly problems: readonly Problem[];
}

/**
 * Merges servers in the order given, the oldest gateway first, as istiod does: plaintext HTTP servers of a port join, TLS servers
 * stand side by side as long as no host is taken, and of everything else the first stays.
 */
export function mergeServers(servers: Iterable<BoundServer>): MergedServers {
  const merging = new Merging();
  for (const server of servers) merging.add(server);
  return merging;
}

/** The name under which plaintext HTTP servers of a port meet, while each HTTPS server has its own. */
export function routeTableName(
  gateway: GatewayDeclaration,
  server: Server,
  port: number,
): string | undefined {
  const bind = server.bind ? `.${server.bind}` : '';
  if (isPlainHttp(server)) return `http.${port}${bind}`;
  if (isHttps(server))
    return `https.${port}.${server.portName}.${gateway.key}${bind}`;
  return undefined;
}

class Merging implements MergedServers {
  readonly groups: PortGroup[] = [];
  readonly routeTables = new Map<string, BoundServer[]>();
  readonly problems: Problem[] = [];
  private readonly ports = new Set<number>();
  private readonly plaintext = new Map<number, PortGroup>();
  private readonly tlsHosts = new Map<string, BoundServer>();
  private readonly bindsBesideTls = new Set<string>();

  add(bound: BoundServer) {
    const { server, port } = bound;
    if (server.tls && !this.claimHosts(bound)) return;
    const plaintext = this.plaintext.get(port);
    if (!this.ports.has(port)) this.open(bound);
    else if (plaintext) this.joinPlaintext(bound, plaintext);
    else this.joinTls(bound);
  }

  private open(bound: BoundServer) {
    const group = this.addToGroup(bound);
    this.ports.add(bound.port);
    if (!isTls(bound.server)) this.plaintext.set(bound.port, group);
    this.addToRouteTable(bound);
  }

  private joinPlaintext(bound: BoundServer, first: PortGroup) {
    if (first.bind === bound.server.bind) {
      if (!isPlainHttp(first) || !isPlainHttp(bound.server))
        return this.reject(
          bound,
          first.servers[0],
          `its ${bound.server.protocol} does not join ${first.protocol} there`,
        );
      first.servers.push(bound);
    } else {
      this.addToGroup(bound);
    }
    this.addToRouteTable(bound);
    return undefined;
  }

  private joinTls(bound: BoundServer) {
    const { server, port, routeTable } = bound;
    const key = `${port} ${server.bind ?? ''}`;
    const newBind = !this.bindsBesideTls.has(key);
    const taken =
      routeTable === undefined ? undefined : this.routeTables.get(routeTable);
    if (taken && isHttp(server))
      return this.reject(
        bound,
        taken[0],
        'only one server of this kind may stand beside TLS servers',
      );
    this.bindsBesideTls.add(key);
    if (!server.tls && !isPlainHttp(server) && !newBind)
      return this.reject(
        bound,
        undefined,
        'a server without TLS may not stand beside several TLS servers',
      );
    this.addToRouteTable(bound);
    this.addToGroup(bound);
    return undefined;
  }

  private addToGroup(bound: BoundServer): PortGroup {
    const { port } = bound;
    const { protocol, bind } = bound.server;
    const known = this.groups.find(
      group =>
        group.port === port &&
        group.protocol === protocol &&
        group.bind === bind,
    );
    if (known) {
      known.servers.push(bound);
      return known;
    }
    const group = { port, protocol, bind, servers: [bound] };
    this.groups.push(group);
    return group;
  }

  private addToRouteTable(bound: BoundServer) {
    if (bound.routeTable === undefined) return;
    const others = this.routeTables.get(bound.routeTable);
    if (others) others.push(bound);
    else this.routeTables.set(bound.routeTable, [bound]);
  }

  /** Two TLS servers with one host would be chosen by the same server name: the younger is dropped whole. */
  private claimHosts(bound: BoundServer): boolean {
    const { server, port } = bound;
    const keys = server.hosts.map(
      host => `${port} ${server.bind ?? ''} ${textOf(host)}`,
    );
    const taken = keys.findIndex(key => this.tlsHosts.has(key));
    if (taken >= 0) {
      this.reject(
        bound,
        this.tlsHosts.get(keys[taken]),
        `host ${textOf(server.hosts[taken])} is taken`,
      );
      return false;
    }
    for (const key of keys) this.tlsHosts.set(key, bound);
    return true;
  }

  private reject(
    { server, port }: BoundServer,
    by: BoundServer | undefined,
    why: string,
  ) {
    const older =
      by &&
      ` by ${by.gateway.object.kind} ${by.gateway.key} ${by.server.source.path}`;
    this.problems.push({
      source: server.source,
      message: `istiod ignores this server on port ${port}: ${why}${
        older ?? ''
      }`,
    });
  }
}

const textOf = ({ host, namespace }: ServerHost) =>
  namespace === undefined ? host : `${namespace}/${host}`;
