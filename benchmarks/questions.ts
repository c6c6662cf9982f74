import {
  gatewaysOf,
  GatewayWorkload,
  resolveAt,
  routeTable,
  Snapshot,
  snapshotOf,
} from '@product-gateways/mesh';
import { measure, nothing } from './measure';
import { Row, timed } from './table';
import { hostOf, teamName, usesGatewayApi, World } from './world';

/** The questions of routing, asked of a world that stands still. */
export function questions({ objects, teams }: World): Row[] {
  const fresh = () => snapshotOf('east', objects);
  const snapshot = fresh();
  const gateways = new Map(gatewaysOf(snapshot).map(each => [each.id, each]));
  const gatewayOf = (team: number) => {
    const found = gateways.get(gatewayId(team));
    if (!found) throw new Error(`No gateway of ${teamName(team)}`);
    return found;
  };
  return [
    timed(
      'snapshot from parsed JSON',
      measure({ runs: 10, before: nothing }, fresh),
      '≤ 1 s',
    ),
    timed(
      'all gateways, of a fresh snapshot',
      measure({ runs: 5, before: fresh }, gatewaysOf),
    ),
    timed(
      'first route table, of a fresh snapshot',
      measure({ runs: 5, before: fresh }, each =>
        routeTable(each, gatewayOf(0)),
      ),
    ),
    timed(
      'route table of one more gateway',
      measure({ runs: 100, before: run => gatewayOf(run % teams) }, gateway =>
        routeTable(snapshot, gateway),
      ),
      '≤ 5 ms',
    ),
    timed(
      'route table of a gateway with 200 hosts',
      measure({ runs: 7, before: sharedGateway }, gateway =>
        routeTable(snapshot, gateway),
      ),
      '≤ 5 ms',
    ),
    timed(
      'resolve',
      measure(
        {
          runs: 2000,
          before: run => ({ team: run % 100, gateway: gatewayOf(run % 100) }),
        },
        ({ team, gateway }) => answerAt(snapshot, gateway, team),
      ),
      '≤ 100 µs',
    ),
  ];
}

export const gatewayId = (team: number) =>
  `${teamName(team)}/Deployment/${
    usesGatewayApi(team) ? 'gateway-istio' : 'gateway'
  }`;

const sharedGateway = (run: number) => ({
  id: `platform/Deployment/shared-${run}`,
});

/** The last of a decision's steps are told too, as a page shows them. */
export function answerAt(
  snapshot: Snapshot,
  gateway: GatewayWorkload,
  team: number,
) {
  const { outcome, steps } = resolveAt(snapshot, gateway, {
    port: usesGatewayApi(team) ? 80 : 443,
    tls: !usesGatewayApi(team),
    sni: hostOf(team, 1),
    host: hostOf(team, 1),
    method: 'GET',
    path: '/v2/cards?page=2',
  });
  if (outcome !== 'route') throw new Error(`${gateway.id}: ${outcome}`);
  return steps;
}
