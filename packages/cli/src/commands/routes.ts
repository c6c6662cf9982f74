import {
  covers,
  describeMatch,
  gatewaysOf,
  GatewayWorkload,
  Listener,
  routeTable,
  Snapshot,
  VirtualHost,
} from '@product-gateways/mesh';
import { formatOf, meshInput, parse } from '../arguments/args';
import { Configuration, statusOf } from '../configuration/Configuration';
import { readMesh } from '../configuration/readMesh';
import { remarksOn, Report, reported } from '../output/report';
import { actionOf, destinationsOf, nameOf, partOf } from '../output/words';
import { Command, commonHelp } from './Command';

export const routes: Command = {
  summary: 'every route, in the order in which Envoy tries them',
  help: `Every route, in the order in which Envoy tries them.

  product-gateways routes SOURCE... [--host HOST]

  --host HOST          the routes that answer for this host alone

${commonHelp}
Example: product-gateways routes --ref main clusters/east --host payments.my-company.io
Exit status: 0 there are some, 1 there is none, 2 could not tell.
`,
  async run(args, io) {
    const { positionals, values } = parse(args, { host: { type: 'string' } });
    const format = formatOf(values.output);
    const input = await meshInput(positionals, values, io);
    const configuration = await readMesh(input, io);
    const host = values.host?.toLowerCase();
    const report = reportOf(configuration, host);
    io.out(reported(report, format, io));
    return statusOf(configuration, report.rows.length > 0);
  },
};

interface Row {
  readonly cluster: string;
  readonly gateway: string;
  readonly ports: readonly number[];
  readonly host: string;
  readonly order: number;
  readonly match: string;
  readonly action: string;
  readonly source: string;
}

function reportOf(
  configuration: Configuration,
  wanted: string | undefined,
): Report {
  const snapshots = [...configuration.mesh.values()];
  const found = snapshots.flatMap(snapshot =>
    gatewaysOf(snapshot).flatMap(gateway => rowsOf(snapshot, gateway, wanted)),
  );
  const [headings, cells] =
    snapshots.length === 1
      ? [columns, found.map(cellsOf)]
      : [
          ['CLUSTER', ...columns],
          found.map(row => [row.cluster, ...cellsOf(row)]),
        ];
  return {
    headings,
    rows: cells,
    none:
      wanted === undefined
        ? 'No route is there.'
        : `No route is there for ${wanted}.`,
    remarks: remarksOn(configuration),
    data: found,
  };
}

const columns = ['GATEWAY', 'PORT', 'HOST', '', 'MATCH', 'ACTION', 'SOURCE'];

function cellsOf(row: Row): string[] {
  const { gateway, ports, host, order, match, action, source } = row;
  return [gateway, ports.join(', '), host, `${order}`, match, action, source];
}

function rowsOf(
  snapshot: Snapshot,
  gateway: GatewayWorkload,
  wanted: string | undefined,
): Row[] {
  return routeTable(snapshot, gateway).flatMap(listener => [
    ...answering(listener.virtualHosts, wanted).flatMap(virtualHost =>
      rowsOfHost(gateway, listener, virtualHost),
    ),
    ...rowsOfConnections(gateway, listener, wanted),
  ]);
}

/** Most specific hosts come first, and the first that covers a host is the only one that is asked. */
function answering(
  virtualHosts: readonly VirtualHost[],
  wanted: string | undefined,
): readonly VirtualHost[] {
  if (wanted === undefined) return virtualHosts;
  const found = virtualHosts.find(({ host }) => covers(host, wanted));
  return found ? [found] : [];
}

function rowsOfHost(
  { cluster, workload }: GatewayWorkload,
  { servicePorts: ports }: Listener,
  { host, routes: inOrder, httpsRedirect }: VirtualHost,
): Row[] {
  const common = { cluster, gateway: nameOf(workload), ports, host };
  if (httpsRedirect)
    return [
      {
        ...common,
        order: 1,
        match: '/…',
        action: '301 to https',
        source: partOf(httpsRedirect),
      },
    ];
  return inOrder.map((route, index) => ({
    ...common,
    order: index + 1,
    match: describeMatch(route.match),
    action: actionOf(route),
    source: partOf({
      ...route.source,
      path: route.matchPath ?? route.source.path,
    }),
  }));
}

function rowsOfConnections(
  { cluster, workload }: GatewayWorkload,
  { servicePorts: ports, connections }: Listener,
  wanted: string | undefined,
): Row[] {
  return connections
    .filter(
      ({ serverNames }) =>
        wanted === undefined || serverNames.some(name => covers(name, wanted)),
    )
    .map(({ serverNames, destinations, source }, index) => ({
      cluster,
      gateway: nameOf(workload),
      ports,
      host: serverNames.join(', ') || '*',
      order: index + 1,
      match: 'connection',
      action: destinationsOf(destinations),
      source: partOf(source),
    }));
}
