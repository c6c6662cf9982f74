import { gatewaysOf, Mesh, routeTable } from '@product-gateways/mesh';
import { Refusal } from '../../Refusal';

/** Refuses a host that a gateway answers for today, whosoever it is: nobody's callers are to be led away from what they know. */
export function refuseServed(hosts: readonly string[], live: Mesh): void {
  for (const [cluster, snapshot] of live)
    for (const gateway of gatewaysOf(snapshot)) {
      const served = new Set(
        routeTable(snapshot, gateway).flatMap(listener => [
          ...listener.virtualHosts.map(({ host }) => host),
          ...listener.connections.flatMap(({ serverNames }) => serverNames),
        ]),
      );
      const taken = hosts.find(host => served.has(host));
      if (taken)
        throw new Refusal(
          'conflict',
          `${taken} is served in cluster ${cluster} already, by ${gateway.namespace}/${gateway.workload.name}. Choose a host that is free; or give the product that has it a gateway of its own.`,
        );
    }
}
