import { Destination } from '@product-gateways/mesh';
import { ServingGateway } from '../create-gateway/servedToday';

/** Everywhere that a gateway's routes lead to, mirrors included, each once. */
export function destinationsOf({ listeners }: ServingGateway): Destination[] {
  const all = listeners.flatMap(({ virtualHosts, connections }) => [
    ...virtualHosts
      .flatMap(({ routes }) => routes)
      .flatMap(({ action, policy }) => [
        ...(action.type === 'route' ? action.destinations : []),
        ...(policy.mirrors ?? []),
      ]),
    ...connections.flatMap(({ destinations }) => destinations),
  ]);
  return [...new Map(all.map(each => [each.cluster, each])).values()];
}
