import { memoised, Snapshot } from '../snapshot';
import {
  AppliedGateway,
  ConfiguredGateway,
  configuredGateways,
} from './configuredGateways';
import { Server } from './declaration';
import { routeSetsFor, routeSetsOf } from './declarations';
import { foreignIngresses } from './ingress/foreign';
import { listenersOf, MergedListeners } from './merge/listeners';
import { BoundServer, mergeServers, routeTableName } from './merge/servers';
import { GatewayService, GatewayWorkload, Listener } from './model';

/**
 * A gateway's listeners with their virtual hosts and routes, in the order in which Envoy tries them.
 *
 * @public
 */
export function routeTable(
  snapshot: Snapshot,
  gateway: Pick<GatewayWorkload, 'id'>,
): readonly Listener[] {
  return listenersOfGateway(snapshot, gateway).listeners;
}

export function listenersOfGateway(
  snapshot: Snapshot,
  { id }: Pick<GatewayWorkload, 'id'>,
): MergedListeners {
  const known = tables(snapshot);
  const table = known.get(id) ?? build(snapshot, id);
  known.set(id, table);
  return table;
}

const tables = memoised(
  (_snapshot: Snapshot) => new Map<string, MergedListeners>(),
);

const byId = memoised(
  (snapshot: Snapshot) =>
    new Map(
      configuredGateways(snapshot).map(configured => [
        configured.gateway.id,
        configured,
      ]),
    ),
);

function build(snapshot: Snapshot, id: string): MergedListeners {
  const configured = byId(snapshot).get(id);
  if (configured) return listenersOfWorkload(snapshot, configured);
  const foreign = foreignIngresses(snapshot).find(
    ({ gateway }) => gateway.id === id,
  );
  return foreign ?? { listeners: [], problems: [] };
}

function listenersOfWorkload(
  snapshot: Snapshot,
  { gateway, applied }: ConfiguredGateway,
): MergedListeners {
  const { namespace, podLabels, services } = gateway;
  const routeSets = routeSetsOf(snapshot);
  return listenersOf(
    mergeServers(boundServers(applied)),
    {
      snapshot,
      namespace,
      podLabels,
      routeSets: key => routeSetsFor(routeSets, key, namespace),
    },
    port => portsLeadingTo(services, port),
  );
}

function boundServers(applied: readonly AppliedGateway[]): BoundServer[] {
  return applied.flatMap(({ declaration: gateway, ...where }) =>
    gateway.servers.flatMap(server =>
      boundPorts(server, where).map(port => ({
        gateway,
        server,
        port,
        routeTable: routeTableName(gateway, server, port),
      })),
    ),
  );
}

/** A server's port means the Services' port: it binds where the first of them leads, behind Gateway API where each leads. */
function boundPorts(
  { port }: Server,
  {
    services,
    bindsUnknownPorts,
  }: Pick<AppliedGateway, 'services' | 'bindsUnknownPorts'>,
): number[] {
  const targets = services
    .flatMap(({ ports }) => ports.filter(entry => entry.port === port))
    .map(entry => entry.targetPort);
  if (!bindsUnknownPorts) return [...new Set(targets)];
  return [targets[0] ?? port];
}

function portsLeadingTo(
  services: readonly GatewayService[],
  targetPort: number,
): number[] {
  const leading = services
    .flatMap(({ ports }) => ports)
    .filter(entry => entry.targetPort === targetPort);
  return [...new Set(leading.map(({ port }) => port))];
}
