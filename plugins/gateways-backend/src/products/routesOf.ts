import {
  ConnectionRoute,
  describeMatch,
  Destination,
  endpointsOf,
  keyOf,
  Listener,
  Redirect,
  Route,
  routeTable,
  Snapshot,
  VirtualHost,
} from '@product-gateways/mesh';
import { ProductRoute, SeenDestination, ServingGateway } from './ProductView';

type Row = Omit<ProductRoute, 'id' | 'cluster' | 'gateway' | 'ports'> & {
  /** The alternative of the rule's matches. */
  matchPath?: string;
};

/** The routes of the product's hosts on a gateway. What two ports of it do alike is one row. */
export function routesOf(
  snapshot: Snapshot,
  { workload, hosts }: ServingGateway,
): ProductRoute[] {
  const { cluster, id: gateway } = workload;
  const rows = new Map<string, Row & { ports: number[] }>();

  for (const listener of routeTable(snapshot, workload)) {
    for (const row of rowsOf(snapshot, listener, hosts)) {
      const key = [
        row.host,
        keyOf(row.source.object),
        row.source.path,
        row.matchPath ?? '',
        row.action,
        row.match,
      ].join(' ');
      const known = rows.get(key) ?? { ...row, ports: [] };
      known.ports.push(...listener.servicePorts);
      rows.set(key, known);
    }
  }
  return [...rows].map(([key, { matchPath: _, ports, ...row }]) => ({
    ...row,
    id: `${cluster} ${gateway} ${key}`,
    cluster,
    gateway,
    ports: [...new Set(ports)].sort((a, b) => a - b),
  }));
}

function rowsOf(
  snapshot: Snapshot,
  listener: Listener,
  hosts: readonly string[],
): Row[] {
  const requests = listener.virtualHosts
    .filter(({ host }) => hosts.includes(host))
    .flatMap(virtualHost => requestRows(snapshot, virtualHost));
  const connections = listener.connections.flatMap((connection, index) =>
    connectionRows(snapshot, listener, connection, index + 1),
  );
  return [
    ...requests,
    ...connections.filter(({ host }) => hosts.includes(host)),
  ];
}

function requestRows(
  snapshot: Snapshot,
  { host, httpsRedirect, routes }: VirtualHost,
): Row[] {
  if (httpsRedirect) {
    return [
      {
        host,
        order: 1,
        match: '/…',
        action: 'redirect',
        detail: '301 to https',
        destinations: [],
        source: httpsRedirect,
      },
    ];
  }
  return routes.map((route, index) => ({
    host,
    order: index + 1,
    match: describeMatch(route.match),
    action: route.action.type,
    detail: detailOf(route),
    destinations:
      route.action.type === 'route'
        ? route.action.destinations.map(each => seen(snapshot, each))
        : [],
    source: route.source,
    matchPath: route.matchPath,
  }));
}

function connectionRows(
  snapshot: Snapshot,
  { protocol, tls }: Listener,
  { serverNames, destinations, source }: ConnectionRoute,
  order: number,
): Row[] {
  const passesThrough = tls?.mode.endsWith('PASSTHROUGH');
  return serverNames.map(host => ({
    host,
    order,
    match: `${protocol} connections to ${host}`,
    action: passesThrough ? 'passthrough' : 'tcp',
    destinations: destinations.map(each => seen(snapshot, each)),
    source,
  }));
}

function seen(snapshot: Snapshot, destination: Destination): SeenDestination {
  const { exists, service, port, problem } = destination;
  if (!exists) {
    return { destination, problem: problem ?? 'It does not exist.' };
  }
  const endpoints = service && endpointsOf(snapshot, service, port);
  return {
    destination,
    endpoints,
    problem: endpoints?.ready === 0 ? 'No endpoint of it is ready.' : problem,
  };
}

function detailOf({ action, policy }: Route): string | undefined {
  switch (action.type) {
    case 'redirect':
      return `${action.status} to ${targetOf(action)}`;
    case 'direct-response':
      return String(action.status);
    default:
      return policy.rewrite
        ? `rewritten: ${JSON.stringify(policy.rewrite)}`
        : undefined;
  }
}

/** What stays as the client sent it is left out: `https`, `https://new.my-company.io`, `/v2/…`. */
function targetOf({ scheme, host, port, path }: Redirect): string {
  const authority = [host, port].filter(Boolean).join(':');
  const place =
    path && (path.type === 'prefix' ? `${path.value}…` : path.value);
  const rest = `${authority}${place ?? ''}`;
  if (!rest) return scheme ?? 'itself';
  return scheme && authority ? `${scheme}://${rest}` : rest;
}
