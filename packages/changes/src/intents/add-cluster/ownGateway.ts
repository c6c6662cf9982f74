import {
  gatewaysOf,
  keyOf,
  routeTable,
  Snapshot,
} from '@product-gateways/mesh';
import { isServed } from '../../answers';
import { AddCluster } from '../../Intent';
import { Evidence } from '../../Planning';
import { Refusal } from '../../Refusal';
import { refuseForeignHost } from '../create-gateway/hostClaims';
import { isOwn, ServingGateway } from '../create-gateway/servedToday';
import { refuseUnseen } from '../refuseUnseen';
import { Site } from './Site';

/** The gateway that shall be copied; refused where it is not the product's alone. */
export function ownGateway(
  { product, hosts }: AddCluster,
  { cluster, intended }: Site,
  evidence: Evidence,
): ServingGateway {
  for (const host of hosts) refuseForeignHost(host, product, evidence);

  const serving = gatewaysIn(intended).filter(({ listeners }) =>
    hosts.every(host => isServed(host, listeners)),
  );
  const own = serving.find(each => isOwn(each, product.name, evidence));
  if (own) return own;

  refuseUnseen(hosts, intended);
  const names = hosts.join(', ');
  const [shared] = serving;
  if (!shared)
    throw new Refusal(
      'not-found',
      `No gateway of ${product.title} in cluster ${cluster} serves ${names}. Create one there first, or choose the cluster where it is.`,
    );
  throw new Refusal(
    'conflict',
    `In cluster ${cluster} only ${shared.gateway.id} serves ${names}, and ${product.title} shares it. Create a gateway of its own there first: what is shared is not copied.`,
  );
}

/** The copy in another cluster: the gateway that the same Gateways configure. */
export function copyOf(
  { gateway: { definedBy } }: ServingGateway,
  snapshot: Snapshot,
): ServingGateway | undefined {
  const keys = new Set(definedBy.map(keyOf));
  return gatewaysIn(snapshot).find(({ gateway }) =>
    gateway.definedBy.some(ref => keys.has(keyOf(ref))),
  );
}

export function gatewaysIn(snapshot: Snapshot): ServingGateway[] {
  return gatewaysOf(snapshot).map(gateway => ({
    gateway,
    listeners: routeTable(snapshot, gateway),
  }));
}

/** The hosts that a gateway has routes for. */
export function hostsServed({ listeners }: ServingGateway): string[] {
  const hosts = listeners.flatMap(({ virtualHosts, connections }) => [
    ...virtualHosts.map(({ host }) => host),
    ...connections.flatMap(({ serverNames }) => serverNames),
  ]);
  return [...new Set(hosts)];
}
