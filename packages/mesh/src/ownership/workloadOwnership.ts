import { Ownership } from './Ownership';

/**
 * A workload is a product's own when every host that it serves is the product's, else it is shared with those who claim the others.
 * `*` is no host of anybody. Unknown: a host that nobody is seen to claim, while a cluster does not show all who might.
 *
 * @public
 */
export function workloadOwnership(
  hostsServed: readonly string[],
  product: string,
  { ownerOfHost, incompleteIn }: Ownership,
): { ownership: 'own' | 'shared' | 'unknown'; sharedWith: string[] } {
  const owners = hostsServed
    .filter(host => host !== '*')
    .map(host => ownerOfHost(host));
  const claimants = owners.flatMap(owner => [
    ...(owner.product ? [owner.product] : []),
    ...owner.disputed,
  ]);
  const sharedWith = [...new Set(claimants)]
    .filter(claimant => claimant !== product)
    .sort();
  if (sharedWith.length > 0) return { ownership: 'shared', sharedWith };
  if (owners.every(owner => owner.product === product))
    return { ownership: 'own', sharedWith };
  const isUnknown = incompleteIn.length > 0;
  return { ownership: isUnknown ? 'unknown' : 'shared', sharedWith };
}
