import {
  gatewaysOf,
  GatewayWorkload,
  Listener,
  routeTable,
  routingProblems,
  Snapshot,
} from '@product-gateways/mesh';
import { formatOf, meshInput, parse } from '../arguments/args';
import { Configuration, statusOf } from '../configuration/Configuration';
import { readMesh } from '../configuration/readMesh';
import { remarksOn, Report, reported } from '../output/report';
import { nameOf, partOf } from '../output/words';
import { Command, commonHelp } from './Command';

export const gateways: Command = {
  summary: 'which gateway workloads are there, and what do they listen on?',
  help: `Which gateway workloads are there, and what do they listen on?

  product-gateways gateways SOURCE...

${commonHelp}
Example: product-gateways gateways east=clusters/east --context west
Exit status: 0 there are some, 1 there is none, 2 could not tell.
`,
  async run(args, io) {
    const { positionals, values } = parse(args, {});
    const format = formatOf(values.output);
    const input = await meshInput(positionals, values, io);
    const configuration = await readMesh(input, io);
    const report = reportOf(configuration);
    io.out(reported(report, format, io));
    return statusOf(configuration, report.rows.length > 0);
  },
};

function reportOf(configuration: Configuration): Report {
  const snapshots = [...configuration.mesh.values()];
  const found = snapshots.flatMap(snapshot =>
    gatewaysOf(snapshot).map(gateway => ({
      gateway,
      listeners: routeTable(snapshot, gateway),
    })),
  );
  const isOneCluster = snapshots.length === 1;
  const headings = ['CLUSTER', 'GATEWAY', 'READY', 'PORT', 'PROTOCOL', 'HOSTS'];
  const rows = found.flatMap(({ gateway, listeners }) =>
    rowsOf(gateway, listeners),
  );
  return {
    headings: isOneCluster ? headings.slice(1) : headings,
    rows: isOneCluster ? rows.map(row => row.slice(1)) : rows,
    none: 'No gateway workload is there.',
    remarks: [
      ...remarksOn(configuration),
      ...snapshots.flatMap(problemsIn),
      ...found.flatMap(({ gateway }) => gateway.problems.map(problemText)),
    ],
    data: found.map(({ gateway, listeners }) => ({
      ...gateway,
      listeners: listeners.map(summary),
    })),
  };
}

function rowsOf(
  { cluster, workload, replicas: { ready, desired } }: GatewayWorkload,
  listeners: readonly Listener[],
): string[][] {
  const start = [cluster, nameOf(workload), `${ready}/${desired}`];
  if (listeners.length === 0) return [[...start, '', 'listens on nothing', '']];
  return listeners.map(({ servicePorts, port, protocol, hosts }) => [
    ...start,
    servicePorts.length > 0 ? servicePorts.join(', ') : `none (${port})`,
    protocol,
    [
      ...new Set(
        hosts.map(({ host, namespace }) =>
          namespace === undefined ? host : `${namespace}/${host}`,
        ),
      ),
    ].join(', '),
  ]);
}

const problemsIn = (snapshot: Snapshot) =>
  routingProblems(snapshot).map(problemText);

const problemText = ({
  source,
  message,
}: ReturnType<typeof routingProblems>[number]) =>
  `${partOf(source)}: ${message}`;

function summary({ virtualHosts, connections, ...listener }: Listener) {
  return {
    ...listener,
    virtualHosts: virtualHosts.map(({ host, routes }) => ({
      host,
      routes: routes.length,
    })),
    connections: connections.length,
  };
}
