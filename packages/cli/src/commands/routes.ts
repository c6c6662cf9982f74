import {
  describeMatch,
  gatewaysOf,
  GatewayWorkload,
  Listener,
  routeTable,
  Snapshot,
  VirtualHost,
} from '@product-gateways/mesh';
import { formatOf, parse } from '../input/args';
import { readSnapshot } from '../input/readSnapshot';
import { ExitStatus, Io } from '../io';
import { table } from '../output/table';
import { actionOf, destinationOf, nameOf, placeOf } from '../output/words';

/** `routes FILE...`: every route in the order in which Envoy tries them. 1: none. */
export async function routes(
  args: readonly string[],
  io: Io,
): Promise<ExitStatus> {
  const { positionals, values } = parse(args, {
    output: { type: 'string' },
    host: { type: 'string' },
  });
  const format = formatOf(values.output);
  const snapshot = await readSnapshot(positionals, io);
  const wanted = values.host?.toLowerCase();
  const rows = gatewaysOf(snapshot).flatMap(gateway =>
    rowsOf(snapshot, gateway, wanted),
  );
  if (format === 'json') io.out(`${JSON.stringify(rows, null, 2)}\n`);
  else io.out(rows.length === 0 ? 'No route is there.\n' : textOf(rows));
  return rows.length === 0 ? 1 : 0;
}

interface Row {
  readonly gateway: string;
  readonly ports: readonly number[];
  readonly host: string;
  readonly order: number;
  readonly match: string;
  readonly action: string;
  readonly source: string;
}

function rowsOf(
  snapshot: Snapshot,
  gateway: GatewayWorkload,
  wanted: string | undefined,
): Row[] {
  return routeTable(snapshot, gateway).flatMap(listener => [
    ...listener.virtualHosts
      .filter(({ host }) => wanted === undefined || host === wanted)
      .flatMap(virtualHost => rowsOfHost(gateway, listener, virtualHost)),
    ...rowsOfConnections(gateway, listener, wanted),
  ]);
}

function rowsOfHost(
  { workload }: GatewayWorkload,
  { servicePorts: ports }: Listener,
  { host, routes: inOrder, httpsRedirect }: VirtualHost,
): Row[] {
  const common = { gateway: nameOf(workload), ports, host };
  if (httpsRedirect)
    return [
      {
        ...common,
        order: 1,
        match: '/…',
        action: '301 to https',
        source: placeOf(httpsRedirect),
      },
    ];
  return inOrder.map((route, index) => ({
    ...common,
    order: index + 1,
    match: describeMatch(route.match),
    action: actionOf(route),
    source: placeOf({
      ...route.source,
      path: route.matchPath ?? route.source.path,
    }),
  }));
}

function rowsOfConnections(
  { workload }: GatewayWorkload,
  { servicePorts: ports, connections }: Listener,
  wanted: string | undefined,
): Row[] {
  return connections
    .filter(
      ({ serverNames }) => wanted === undefined || serverNames.includes(wanted),
    )
    .map(({ serverNames, destinations, source }, index) => ({
      gateway: nameOf(workload),
      ports,
      host: serverNames.join(', ') || '*',
      order: index + 1,
      match: 'connection',
      action: destinations.map(destinationOf).join(', '),
      source: placeOf(source),
    }));
}

function textOf(rows: readonly Row[]): string {
  const heading = ['GATEWAY', 'PORT', 'HOST', '', 'MATCH', 'ACTION', 'SOURCE'];
  const cells = rows.map(
    ({ gateway, ports, host, order, match, action, source }) => [
      gateway,
      ports.join(', '),
      host,
      String(order),
      match,
      action,
      source,
    ],
  );
  return table([heading, ...cells]);
}
