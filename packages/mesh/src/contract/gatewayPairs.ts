import { hostsMeet } from '../hostPatterns';
import { gatewaysOf, GatewayWorkload } from '../routing';
import { configuredGateway } from '../routing/configuredGateways';
import { isHttp } from '../routing/merge/protocols';
import { memoised, Snapshot } from '../snapshot';
import { GatewayPair } from './ContractComparison';

/** Every gateway workload with itself; with `hosts` those alone that may serve one of them. */
export function samePairs(
  before: Snapshot,
  after: Snapshot,
  hosts?: readonly string[],
): GatewayPair[] {
  const wanted = hosts?.map(host => host.toLowerCase());
  const ids = (snapshot: Snapshot) => [...gatewaysById(snapshot).keys()];
  return [...new Set([...ids(before), ...ids(after)])].flatMap(id => {
    const open = [before, after].some(
      snapshot => !wanted || mayServe(snapshot, id, wanted),
    );
    if (!open) return [];
    const on = (snapshot: Snapshot) =>
      gatewaysById(snapshot).has(id) ? id : undefined;
    return { before: on(before), after: on(after) };
  });
}

export const gatewaysById: (
  snapshot: Snapshot,
) => ReadonlyMap<string, GatewayWorkload> = memoised(
  snapshot => new Map(gatewaysOf(snapshot).map(each => [each.id, each])),
);

/** Looks at servers alone: a route table is more work. What does not speak HTTP is chosen by its routes' names, not by its server's. */
function mayServe(
  snapshot: Snapshot,
  id: string,
  wanted: readonly string[],
): boolean {
  if (!gatewaysById(snapshot).has(id)) return false;
  const configured = configuredGateway(snapshot, id);
  if (!configured) return true;
  return configured.applied.some(({ declaration: { servers } }) =>
    servers.some(
      server =>
        !isHttp(server) ||
        server.hosts.some(({ host }) =>
          wanted.some(each => hostsMeet(host.toLowerCase(), each)),
        ),
    ),
  );
}
