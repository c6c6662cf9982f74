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
 * Merges servers in the order given, the oldest gateway first, as istiod does (`mergeGateways` in pilot/pkg/model/gateway.go):
 * plaintext HTTP servers of a port join; TLS servers stand side by side as long as no host is taken and no plaintext server has
 * come; of everything else the first stays.
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
  /** The plaintext servers of each port that began last: what comes next joins them or is dropped. */
  private readonly plaintext = new Map<number, PortGroup>();
  private readonly tlsHosts = new Map<string, BoundServer>();

  add(bound: BoundServer) {
    const { server, port } = bound;
    if (server.tls && !this.claimHosts(bound)) return;
    const plaintext = this.plaintext.get(port);
    if (plaintext) this.joinPlaintext(bound, plaintext);
    else if (this.ports.has(port) && isTls(server)) this.joinTls(bound);
    else this.open(bound);
    this.ports.add(port);
  }

  private open(bound: BoundServer) {
    const group = this.addToGroup(bound);
    if (!isTls(bound.server)) this.plaintext.set(bound.port, group);
    if (bound.routeTable !== undefined)
      this.routeTables.set(bound.routeTable, [bound]);
  }

  private joinPlaintext(bound: BoundServer, current: PortGroup) {
    if (current.bind !== bound.server.bind) {
      if (!this.groupOf(bound)) return this.open(bound);
      this.addToGroup(bound);
    } else if (isPlainHttp(current) && isPlainHttp(bound.server)) {
      current.servers.push(bound);
    } else {
      return this.reject(
        bound,
        current.servers[0],
        `its ${bound.server.protocol} does not join ${current.protocol} there`,
      );
    }
    return this.addToRouteTable(bound);
  }

  private joinTls(bound: BoundServer) {
    const { server, routeTable } = bound;
    const taken =
      routeTable === undefined ? undefined : this.routeTables.get(routeTable);
    if (taken && isHttp(server))
      return this.reject(
        bound,
        taken[0],
        'another HTTPS server has the name of its port',
      );
    this.addToRouteTable(bound);
    return void this.addToGroup(bound);
  }

  private addToGroup(bound: BoundServer): PortGroup {
    const known = this.groupOf(bound);
    if (known) {
      known.servers.push(bound);
      return known;
    }
    const { protocol, bind } = bound.server;
    const group = { port: bound.port, protocol, bind, servers: [bound] };
    this.groups.push(group);
    return group;
  }

  private groupOf({ port, server: { protocol, bind } }: BoundServer) {
    return this.groups.find(
      group =>
        group.port === port &&
        group.protocol === protocol &&
        group.bind === bind,
    );
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
