import { KubernetesObject, Problem } from '../resources';
import { memoised, memoisedBy, Snapshot } from '../snapshot';
import { byAge } from './age';
import { GatewayDeclaration, RouteSet } from './declaration';
import { gatewayApiOf } from './gateway-api/translate';
import { ingressesOf } from './ingress/translate';
import { readGateway } from './istio/gateway';
import { gatewayApiKinds, gatewayKinds, ingressKinds, partsOf } from './inputs';
import { virtualServiceRoutes } from './istio/virtualService';
import { isExported } from './services';

/** The gateways of a cluster, whichever kinds they are stated in, the oldest first. */
export const gatewayDeclarationsOf: (
  snapshot: Snapshot,
) => readonly GatewayDeclaration[] = memoisedBy(
  partsOf(gatewayKinds),
  snapshot =>
    [
      ...istioGateways(snapshot).value,
      ...gatewayApi(snapshot).gateways,
      ...ingresses(snapshot).gateways,
    ].sort(byAge),
);

/** The route sets that are bound to each gateway, by its key, the oldest first. */
export type RouteSets = ReadonlyMap<string, readonly RouteSet[]>;

export const routeSetsOf: (snapshot: Snapshot) => RouteSets = memoised(
  snapshot =>
    byGateway(
      [
        ...istioRoutes(snapshot).value,
        ...gatewayApi(snapshot).routeSets,
        ...ingresses(snapshot).routeSets,
      ].sort(byAge),
    ),
);

/**
 * What could not be translated as it stands, whether or not a gateway workload is there for it.
 *
 * @public
 */
export function routingProblems(snapshot: Snapshot): readonly Problem[] {
  return [
    ...istioGateways(snapshot).problems,
    ...istioRoutes(snapshot).problems,
    ...gatewayApi(snapshot).problems,
    ...ingresses(snapshot).problems,
  ];
}

/**
 * The route sets of a gateway that workloads of a namespace may use: those kept to that namespace first, then those exported to it,
 * then Gateway API's of that namespace, then the others for everybody; the oldest first in each.
 */
export function routeSetsFor(
  routeSets: RouteSets,
  gatewayKey: string,
  namespace: string,
): readonly RouteSet[] {
  const bound = (routeSets.get(gatewayKey) ?? []).filter(set =>
    isExported(set, namespace),
  );
  return [0, 1, 2, 3].flatMap(wanted =>
    bound.filter(set => rank(set, namespace) === wanted),
  );
}

function rank(
  { exportTo, ofGatewayApi, namespace: own }: RouteSet,
  namespace: string,
): number {
  if (!exportTo.includes('*')) return own === namespace ? 0 : 1;
  return ofGatewayApi && own === namespace ? 2 : 3;
}

const gatewayApi = memoisedBy(partsOf(gatewayApiKinds), gatewayApiOf);
const ingresses = memoisedBy(partsOf(ingressKinds), ingressesOf);

function istioGateways(snapshot: Snapshot) {
  return readGateways(snapshot.list('networking.istio.io', 'Gateway'));
}

const readGateways = memoised((objects: readonly KubernetesObject[]) => {
  const read = objects.map(readGateway);
  return {
    value: read.map(({ value }) => value),
    problems: read.flatMap(({ problems }) => problems),
  };
});

function istioRoutes(snapshot: Snapshot) {
  return readRoutes(snapshot.list('networking.istio.io', 'VirtualService'));
}

const readRoutes = memoised(virtualServiceRoutes);

function byGateway(
  sets: readonly RouteSet[],
): ReadonlyMap<string, readonly RouteSet[]> {
  const gateways = new Map<string, RouteSet[]>();
  for (const set of sets) {
    for (const key of new Set(set.gateways)) {
      const bound = gateways.get(key);
      if (bound) bound.push(set);
      else gateways.set(key, [set]);
    }
  }
  return gateways;
}
