import {
  covers,
  gatewaysOf,
  KubernetesObject,
  routeTable,
  Snapshot,
} from '@product-gateways/mesh';
import { Touches } from '../../ChangePlan';
import { SplitService } from '../../Intent';
import { picture } from '../../picture';
import { Evidence } from '../../Planning';

/** What serves hosts, and the Services that answer there. */
interface Serving {
  gateways: string[];
  services: string[];
}

export function servingOf(
  hosts: readonly string[],
  snapshot: Snapshot,
): Serving {
  const gateways = new Set<string>();
  const services = new Set<string>();
  for (const gateway of gatewaysOf(snapshot)) {
    const routes = routeTable(snapshot, gateway)
      .flatMap(({ virtualHosts }) => virtualHosts)
      .filter(({ host }) =>
        hosts.some(asked => covers(host, asked) || covers(asked, host)),
      )
      .flatMap(virtualHost => virtualHost.routes);
    for (const { action } of routes) {
      if (action.type !== 'route') continue;
      gateways.add(`${gateway.namespace}/${gateway.workload.name}`);
      for (const { host, weight } of action.destinations)
        if (weight > 0) services.add(host.replace('.svc.cluster.local', ''));
    }
  }
  return { gateways: [...gateways], services: [...services] };
}

export function pictureOf(
  hosts: readonly string[],
  before: Snapshot,
  after: Snapshot,
): string {
  const [then, now] = [before, after].map(side => servingOf(hosts, side));
  const named = ({ gateways }: Serving) =>
    gateways.map(name => ({ name, added: false }));
  return picture(hosts, named(now), {
    before: then.services,
    after: now.services,
  });
}

/** Other products are named where what is edited is theirs. */
export function touchesOf(
  { product, cluster, hosts }: SplitService,
  edited: readonly KubernetesObject[],
  gateways: readonly string[],
  { ownership, titleOf }: Evidence,
): Touches {
  const owners = edited
    .map(object => ownership.productOf(cluster, object))
    .filter(owner => owner !== undefined)
    .filter(owner => owner !== product.name);
  const namespaces = edited.map(({ metadata }) => metadata.namespace ?? '');
  return {
    clusters: [cluster],
    namespaces: [...new Set(namespaces)],
    hosts,
    gateways,
    products: [...new Set(owners)].map(titleOf),
  };
}
