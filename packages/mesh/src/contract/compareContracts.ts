import { Snapshot } from '../snapshot';
import { GatewayWorkload, routeTable } from '../routing';
import { compareHost } from './compareHost';
import {
  ContractComparison,
  ContractOptions,
  GatewayPair,
  HostContract,
  Verdict,
} from './ContractComparison';
import { confrontationsOf } from './confrontations';
import { gatewaysById, samePairs } from './gatewayPairs';
import { classesOf, hostsOf } from './hosts';
import { Side } from './sides';

/**
 * Whether requests to hosts are still answered as they were. Not by sampling: what the routes of both sides look at parts all requests
 * into finitely many regions, and each is compared once, by a request that stands for it.
 *
 * @param before - one cluster's configuration
 * @param after - the same cluster's after a change, or another cluster's
 * @example
 * ```ts
 * compareContracts(live, live.with(virtualService), { hosts: ['payments.my-company.io'] }).honoured
 * ```
 *
 * @public
 */
export function compareContracts(
  before: Snapshot,
  after: Snapshot,
  options: ContractOptions = {},
): ContractComparison {
  const pairs = options.gateways ?? samePairs(before, after, options.hosts);
  const contracts = pairs.flatMap(pair =>
    comparePair(
      pair,
      sideOf(before, pair.before),
      sideOf(after, pair.after),
      options.hosts,
    ),
  );
  const counts = countsOf(contracts);
  return {
    contracts,
    counts,
    honoured: contracts.every(
      ({ regions, undecidable }) =>
        regions.length === 0 && undecidable.length === 0,
    ),
  };
}

const sideOf = (snapshot: Snapshot, id: string | undefined): Side => ({
  snapshot,
  gateway: id === undefined ? undefined : gatewaysById(snapshot).get(id),
});

function comparePair(
  gateways: GatewayPair,
  before: Side,
  after: Side,
  wanted: readonly string[] | undefined,
): HostContract[] {
  const sides = [before, after];
  const served = sides.flatMap(({ snapshot, gateway }) =>
    gateway ? hostsOf(routeTable(snapshot, gateway)) : [],
  );
  const ports = new Set(sides.flatMap(({ gateway }) => portsOf(gateway)));
  const classes = classesOf(served, wanted);
  return [...ports].flatMap(port =>
    classes.flatMap(each =>
      confrontationsOf(port, each, before, after).map(confrontation => ({
        gateways,
        port,
        transport: confrontation.transport,
        host: each.host,
        ...compareHost(confrontation),
      })),
    ),
  );
}

const portsOf = (gateway: GatewayWorkload | undefined) =>
  gateway?.services.flatMap(({ ports }) => ports.map(({ port }) => port)) ?? [];

function countsOf(
  contracts: readonly HostContract[],
): Readonly<Record<Verdict, number>> {
  const counts: Record<Verdict, number> = {
    same: 0,
    lost: 0,
    'newly-reachable': 0,
    'service-changed': 0,
    'weight-changed': 0,
    'policy-changed': 0,
    shadowed: 0,
    'depends-on-creation-order': 0,
  };
  for (const { same, regions } of contracts) {
    counts.same += same;
    for (const { verdict } of regions) counts[verdict] += 1;
  }
  return counts;
}
