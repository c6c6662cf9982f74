import { memoised, memoisedBy, Snapshot } from '../snapshot';
import {
  AppliedGateway,
  configuredGateway,
  ConfiguredGateway,
} from './configuredGateways';
import { Server } from './declaration';
import { routeSetsFor } from './declarations';
import { foreignIngresses } from './ingress/foreign';
import { foreignListeners } from './ingress/foreignListeners';
import { partsOf, routeKinds } from './inputs';
import { meshConfigOf } from './mesh-config/meshConfigOf';
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
  const configured = configuredGateway(snapshot, id);
  if (configured) return listenersOfWorkload({ snapshot, configured });
  const foreign = foreignIngresses(snapshot).find(
    ({ gateway }) => gateway.id === id,
  );
  return foreign
    ? foreignListeners({ snapshot, foreign })
    : { listeners: [], problems: [] };
}

const listenersOfWorkload = memoisedBy(
  ({ snapshot, configured }: Configured) => [routeState(snapshot), configured],
  ({ snapshot, configured: { gateway, applied } }): MergedListeners => {
    const { namespace, podLabels, services } = gateway;
    const routeSets = new Map(
      applied.map(({ declaration: { key } }) => [
        key,
        routeSetsFor(snapshot, key, namespace),
      ]),
    );
    return listenersOf(
      mergeServers(boundServers(applied)),
      {
        snapshot,
        namespace,
        podLabels,
        routeSets: key => routeSets.get(key) ?? [],
      },
      port => portsLeadingTo(services, port),
    );
  },
);

interface Configured {
  readonly snapshot: Snapshot;
  readonly configured: ConfiguredGateway;
}

/** Stands for everything that routes are made from: the very same while pods and endpoints come and go. */
const routeState = memoised(
  memoisedBy(
    (snapshot: Snapshot) => [
      ...partsOf(routeKinds)(snapshot),
      meshConfigOf(snapshot),
    ],
    () => ({}),
  ),
);

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
