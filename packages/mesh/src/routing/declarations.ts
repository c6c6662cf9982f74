import { Problem } from '../resources';
import { memoised, memoisedBy, Snapshot } from '../snapshot';
import { byAge } from './age';
import { GatewayDeclaration, RouteSet } from './declaration';
import {
  gatewayApiGateways,
  gatewayApiProblems,
  gatewayApiRoutes,
} from './gateway-api/translate';
import { meshRoutes } from './gateway-api/meshRoutes';
import { ingressesOf } from './ingress/translate';
import { readGateway } from './istio/gateway';
import { ingressKinds, partsOf } from './inputs';
import {
  virtualServiceProblems,
  virtualServiceRoutes,
} from './istio/virtualService';
import { meshConfigOf, readMeshConfig } from './mesh-config/meshConfigOf';
import { isExported } from './services';

/** The gateways of a cluster, whichever kinds they are stated in, the oldest first. */
export const gatewayDeclarationsOf: (
  snapshot: Snapshot,
) => readonly GatewayDeclaration[] = memoisedBy(
  snapshot => [
    istioGateways(snapshot),
    gatewayApiGateways(snapshot),
    ingresses(snapshot).gateways,
  ],
  snapshot =>
    [
      ...istioGateways(snapshot).map(({ value }) => value),
      ...gatewayApiGateways(snapshot),
      ...ingresses(snapshot).gateways,
    ].sort(byAge),
);

/**
 * What could not be translated as it stands, whether or not a gateway workload is there for it.
 *
 * @public
 */
export function routingProblems(snapshot: Snapshot): readonly Problem[] {
  return [
    ...istioGateways(snapshot).flatMap(({ problems }) => problems),
    ...virtualServiceProblems(snapshot),
    ...gatewayApiProblems(snapshot),
    ...ingresses(snapshot).problems,
    ...readMeshConfig(snapshot).problems,
  ];
}

/**
 * The route sets of a gateway that workloads of a namespace may use: those kept to that namespace first, then those exported to it,
 * then Gateway API's of that namespace, then the others for everybody; the oldest first in each.
 */
export function routeSetsFor(
  snapshot: Snapshot,
  gatewayKey: string,
  namespace: string,
): readonly RouteSet[] {
  const bound = [
    ...virtualServiceRoutes(snapshot, gatewayKey),
    ...(gatewayKey === 'mesh'
      ? meshRoutes(snapshot)
      : gatewayApiRoutes(snapshot, gatewayKey)),
    ...(ingressRoutes(snapshot).get(gatewayKey) ?? []),
  ]
    .filter(set => isExported(set, namespace))
    .sort(byAge);
  return [0, 1, 2, 3].flatMap(wanted =>
    bound.filter(set => standingOf(set, namespace) === wanted),
  );
}

/** In which of these groups a set stands for workloads of a namespace, the first as 0. */
export function standingOf(
  { exportTo, ofGatewayApi, namespace: own }: RouteSet,
  namespace: string,
): number {
  if (!exportTo.includes('*')) return own === namespace ? 0 : 1;
  return ofGatewayApi && own === namespace ? 2 : 3;
}

const istioGateways = memoisedBy(
  snapshot => [snapshot.byNamespace('networking.istio.io', 'Gateway')],
  (snapshot: Snapshot) =>
    snapshot.list('networking.istio.io', 'Gateway').map(readGateway),
);

const ingresses = memoisedBy(
  snapshot => [...partsOf(ingressKinds)(snapshot), meshConfigOf(snapshot)],
  ingressesOf,
);

const ingressRoutes = (snapshot: Snapshot) =>
  byGateway(ingresses(snapshot).routeSets);

/** An Ingress binds to its own gateway alone. */
const byGateway = memoised((sets: readonly RouteSet[]) =>
  Map.groupBy(sets, ({ gateways: [key] }) => key),
);
