import { KubernetesObject, Problem } from '../resources';
import { memoised, Snapshot } from '../snapshot';
import { byAge } from './age';
import { GatewayDeclaration, RouteSet } from './declaration';
import { gatewayApiOf } from './gateway-api/translate';
import { ingressesOf } from './ingress/translate';
import { readGateway } from './istio/gateway';
import { routeSetsOf } from './istio/virtualService';
import { isExported } from './services';

/** Everything that configures gateways in a cluster, whichever kinds it is stated in. */
export interface Declarations {
  /** Oldest first. */
  readonly gateways: readonly GatewayDeclaration[];
  /** Those bound to a gateway, oldest first. */
  readonly routeSets: ReadonlyMap<string, readonly RouteSet[]>;
  readonly problems: readonly Problem[];
}

export const declarationsOf: (snapshot: Snapshot) => Declarations = memoised(
  snapshot => {
    const gateways = istioGateways(
      snapshot.list('networking.istio.io', 'Gateway'),
    );
    const virtualServices = istioRoutes(
      snapshot.list('networking.istio.io', 'VirtualService'),
    );
    const gatewayApi = gatewayApiOf(snapshot);
    const ingress = ingressesOf(snapshot);
    return {
      gateways: [
        ...gateways.value,
        ...gatewayApi.gateways,
        ...ingress.gateways,
      ].sort(byAge),
      routeSets: byGateway(
        [
          ...virtualServices.value,
          ...gatewayApi.routeSets,
          ...ingress.routeSets,
        ].sort(byAge),
      ),
      problems: [
        ...gateways.problems,
        ...virtualServices.problems,
        ...gatewayApi.problems,
        ...ingress.problems,
      ],
    };
  },
);

/**
 * The route sets of a gateway that workloads of a namespace may use: those kept to that namespace first, then those exported to it,
 * then Gateway API's of that namespace, then the others for everybody; the oldest first in each.
 */
export function routeSetsFor(
  { routeSets }: Declarations,
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

const istioGateways = memoised((objects: readonly KubernetesObject[]) => {
  const read = objects.map(readGateway);
  return {
    value: read.map(({ value }) => value),
    problems: read.flatMap(({ problems }) => problems),
  };
});

const istioRoutes = memoised(routeSetsOf);

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
