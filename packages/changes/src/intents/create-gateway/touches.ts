import { Touches } from '../../ChangePlan';
import { CreateGateway } from '../../Intent';
import { Evidence } from '../../Planning';
import { ListAddition } from '../../tree/appendToLists';
import { Place } from './place';

/** How far the change reaches: other products are named where a route that is edited is theirs, or serves a host of theirs too. */
export function touchesOf(
  { product, cluster, hosts }: CreateGateway,
  { namespace }: Place,
  additions: readonly ListAddition[],
  { ownership, titleOf }: Evidence,
): Touches {
  const edited = additions.map(({ manifest }) => manifest.object);
  const owners = edited.flatMap(object => {
    const stated = Object(object.spec).hosts;
    const hostsOfIt = Array.isArray(stated) ? stated.map(String) : [];
    return [
      ownership.productOf(cluster, object),
      ...hostsOfIt.flatMap(host => {
        const owner = ownership.ownerOfHost(host);
        return [owner.product, ...owner.disputed];
      }),
    ];
  });
  const others = owners
    .filter(owner => owner !== undefined)
    .filter(owner => owner !== product.name);
  const namespaces = edited.map(({ metadata }) => metadata.namespace ?? '');
  return {
    clusters: [cluster],
    namespaces: [...new Set([namespace, ...namespaces])],
    hosts,
    products: [...new Set(others)].map(titleOf),
  };
}
