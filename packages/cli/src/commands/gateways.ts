import {
  gatewaysOf,
  GatewayWorkload,
  routeTable,
  routingProblems,
  Snapshot,
} from '@product-gateways/mesh';
import { formatOf, parse } from '../input/args';
import { readSnapshot } from '../input/readSnapshot';
import { ExitStatus, Io } from '../io';
import { table } from '../output/table';
import { nameOf, placeOf } from '../output/words';

/** `gateways FILE...`: which gateway workloads are there, and what they listen on. 1: none. */
export async function gateways(
  args: readonly string[],
  io: Io,
): Promise<ExitStatus> {
  const { positionals, values } = parse(args, { output: { type: 'string' } });
  const format = formatOf(values.output);
  const snapshot = await readSnapshot(positionals, io);
  const found = gatewaysOf(snapshot);
  if (format === 'json')
    io.out(
      `${JSON.stringify(
        found.map(gateway => describe(snapshot, gateway)),
        null,
        2,
      )}\n`,
    );
  else
    io.out(
      found.length === 0
        ? 'No gateway workload is there.\n'
        : textOf(snapshot, found),
    );
  return found.length === 0 ? 1 : 0;
}

function describe(snapshot: Snapshot, gateway: GatewayWorkload) {
  const listeners = routeTable(snapshot, gateway).map(
    ({ virtualHosts, connections, ...listener }) => ({
      ...listener,
      virtualHosts: virtualHosts.map(({ host, routes }) => ({
        host,
        routes: routes.length,
      })),
      connections: connections.length,
    }),
  );
  return { ...gateway, listeners };
}

function textOf(snapshot: Snapshot, found: readonly GatewayWorkload[]): string {
  const rows = found.flatMap(gateway => {
    const listeners = routeTable(snapshot, gateway);
    const name = nameOf(gateway.workload);
    const { ready, desired } = gateway.replicas;
    const replicas = `${ready}/${desired}`;
    if (listeners.length === 0)
      return [[name, replicas, '', 'listens on nothing', '']];
    return listeners.map(({ servicePorts, port, protocol, hosts }) => [
      name,
      replicas,
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
  });
  const problems = [
    ...routingProblems(snapshot),
    ...found.flatMap(gateway => gateway.problems),
  ];
  const said = problems
    .map(({ source, message }) => `${placeOf(source)}: ${message}\n`)
    .join('');
  return `${table([
    ['GATEWAY', 'READY', 'PORT', 'PROTOCOL', 'HOSTS'],
    ...rows,
  ])}${said && `\n${said}`}`;
}
