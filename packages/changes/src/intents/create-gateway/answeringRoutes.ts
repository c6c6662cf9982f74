import { covers, keyOf, Listener, ObjectRef } from '@product-gateways/mesh';

/** The objects whose routes answer for the hosts on a gateway; of a delegate its root. */
export function answeringRoutes(
  hosts: readonly string[],
  listeners: readonly Listener[],
): ObjectRef[] {
  const meets = (pattern: string) => hosts.some(host => covers(pattern, host));
  const refs = listeners.flatMap(({ virtualHosts, connections }) => [
    ...virtualHosts
      .filter(({ host }) => meets(host))
      .flatMap(({ routes }) => routes.map(({ decidedBy }) => decidedBy)),
    ...connections
      .filter(({ serverNames }) => serverNames.some(meets))
      .map(({ source }) => source.object),
  ]);
  return [...new Map(refs.map(ref => [keyOf(ref), ref])).values()];
}
