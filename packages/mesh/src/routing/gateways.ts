import { memoised, Snapshot } from '../snapshot';
import { compare } from './age';
import { configuredGateways } from './configuredGateways';
import { envoyFilterProblems } from './envoyFilters';
import { foreignIngresses } from './ingress/foreign';
import { GatewayWorkload } from './model';
import { listenersOfGateway } from './routeTable';

/**
 * All gateway workloads of a cluster, by namespace and name; proxies without any configuration too.
 *
 * @public
 */
export const gatewaysOf: (snapshot: Snapshot) => readonly GatewayWorkload[] =
  memoised(snapshot => {
    const istio = configuredGateways(snapshot).map(({ gateway }) => gateway);
    const others = foreignIngresses(snapshot).map(({ gateway }) => gateway);
    return [...istio, ...others]
      .map(gateway => inCluster(snapshot, gateway))
      .sort((a, b) => compare(a.id, b.id));
  });

/** Problems come of the whole translation, which waits until somebody asks for them. */
function inCluster(
  snapshot: Snapshot,
  gateway: Omit<GatewayWorkload, 'cluster' | 'problems'>,
): GatewayWorkload {
  return {
    ...gateway,
    cluster: snapshot.cluster,
    get problems() {
      return [
        ...listenersOfGateway(snapshot, gateway).problems,
        ...patchProblems(snapshot, gateway),
      ];
    },
  };
}

/** EnvoyFilters mean nothing to other controllers than Istio's. */
export const patchProblems = (
  snapshot: Snapshot,
  {
    controller,
    namespace,
    podLabels,
  }: Pick<GatewayWorkload, 'controller' | 'namespace' | 'podLabels'>,
) =>
  controller === 'ingress'
    ? []
    : envoyFilterProblems(snapshot, {
        namespace,
        labels: podLabels,
        isGateway: true,
      });
