import {
  gatewaysOf,
  GatewayWorkload,
  Listener,
  ObjectRef,
  routeTable,
  Snapshot,
  workloadOwnership,
} from '@product-gateways/mesh';
import { isServed } from '../../answers';
import { CreateGateway } from '../../Intent';
import { Evidence } from '../../Planning';
import { Refusal } from '../../Refusal';
import { refuseUnseen } from '../refuseUnseen';
import { refuseForeignHost } from './hostClaims';

/** A gateway, and what it does with requests. */
export interface ServingGateway {
  gateway: GatewayWorkload;
  listeners: readonly Listener[];
}

/**
 * What serves the hosts today: a gateway of the product's own, or the one that is shared. Refused where they are not the product's to
 * have, or where nothing serves them that VirtualServices could bind to the new gateway too.
 */
export function servedToday(
  { product, cluster, hosts, installer }: CreateGateway,
  snapshot: Snapshot,
  evidence: Evidence,
): { own: ServingGateway } | { shared: ServingGateway } {
  for (const host of hosts) refuseForeignHost(host, product, evidence);

  const gateways = gatewaysOf(snapshot).map(gateway => ({
    gateway,
    listeners: routeTable(snapshot, gateway),
  }));
  const serves = (host: string) => (serving: ServingGateway) =>
    isServed(host, serving.listeners);
  const unserved = hosts.find(host => !gateways.some(serves(host)));
  if (unserved) {
    refuseUnseen([unserved], snapshot);
    throw new Refusal(
      'not-found',
      `No gateway in cluster ${cluster} serves ${unserved}, so there is nothing to take over. Add a route for it to the gateway that ${product.title} uses today, or choose a host that is served there.`,
    );
  }

  const complete = gateways.filter(gateway =>
    hosts.every(host => serves(host)(gateway)),
  );
  const own = complete.find(gateway => isOwn(gateway, product.name, evidence));
  if (own) return { own };
  const controllers = ['istio', 'gateway-api'].filter(
    controller =>
      !installer ||
      (installer === 'gateway-api') === (controller === 'gateway-api'),
  );
  const shared = controllers
    .map(controller =>
      complete.find(({ gateway }) => gateway.controller === controller),
    )
    .find(found => found);
  if (shared) return { shared };

  refuseUnseen(hosts, snapshot);
  throw new Refusal(
    'conflict',
    complete.length
      ? notBindable(hosts, cluster, complete[0].gateway)
      : `No single gateway in cluster ${cluster} serves all of ${hosts.join(
          ', ',
        )}. Ask for the hosts of one gateway at a time.`,
  );
}

/** An ingress controller is nobody's gateway, even where it serves one product alone. */
export function isOwn(
  { gateway, listeners }: ServingGateway,
  product: string,
  { ownership }: Evidence,
): boolean {
  if (gateway.controller === 'ingress') return false;
  const hosts = listeners.flatMap(listener => [
    ...listener.virtualHosts.map(({ host }) => host),
    ...listener.connections.flatMap(({ serverNames }) => serverNames),
  ]);
  return workloadOwnership(hosts, product, ownership).ownership === 'own';
}

function notBindable(
  hosts: readonly string[],
  cluster: string,
  { controller, definedBy, workload }: GatewayWorkload,
): string {
  const served = `${hosts.join(', ')} in cluster ${cluster}`;
  const name = nameOf(workload);
  switch (controller) {
    case 'ingress':
      return `Only an Ingress serves ${served} (${definedBy
        .map(nameOf)
        .join(
          ', ',
        )}, run by ${name}). What it does with requests is its controller's to say, so it cannot be taken over as it stands. Write its routes as a VirtualService first.`;
    case 'gateway-api':
      return `A gateway of Gateway API serves ${served} (${name}), and its routes cannot be bound to a gateway of the other kind. Choose the installer gateway-api.`;
    default:
      return `VirtualServices answer for ${served} (${name}), and only routes of Gateway API can have a Gateway of Gateway API as their parent. Choose another installer.`;
  }
}

function nameOf({ kind, namespace, name }: ObjectRef): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}
