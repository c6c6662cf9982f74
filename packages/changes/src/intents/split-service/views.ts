import {
  covers,
  Destination,
  gatewaysOf,
  KubernetesObject,
  routeTable,
  Snapshot,
} from '@product-gateways/mesh';
import { Touches } from '../../ChangePlan';
import { SplitService } from '../../Intent';
import { picture, PicturedGateway, PicturedService } from '../../picture';
import { Evidence } from '../../Planning';

/** The gateways that serve hosts, and the Services that answer there. */
export function servingOf(
  hosts: readonly string[],
  snapshot: Snapshot,
): PicturedGateway[] {
  return gatewaysOf(snapshot).flatMap(gateway => {
    const routes = routeTable(snapshot, gateway)
      .flatMap(({ virtualHosts }) => virtualHosts)
      .filter(({ host }) =>
        hosts.some(asked => covers(host, asked) || covers(asked, host)),
      )
      .flatMap(virtualHost => virtualHost.routes);
    const answers = routes.flatMap(({ action }) =>
      action.type === 'route' ? [action.destinations] : [],
    );
    return answers.length
      ? {
          name: `${gateway.namespace}/${gateway.workload.name}`,
          services: sharesOf(answers.flat()),
        }
      : [];
  });
}

/** What each Service gets of the requests that lead there: of some kinds all, of others a share. */
function sharesOf(destinations: readonly Destination[]): PicturedService[] {
  const taking = destinations.filter(({ weight }) => weight > 0);
  return [...Map.groupBy(taking, ({ host }) => host)].map(([host, routes]) => {
    const weights = new Set(routes.map(({ weight }) => Math.round(weight)));
    const shares = [...weights]
      .sort((a, b) => a - b)
      .map(weight => (weight === 100 ? 'all' : `${weight} %`));
    const name = host.replace('.svc.cluster.local', '');
    const isWhole = shares.length === 1 && weights.has(100);
    return isWhole ? { name } : { name, share: shares.join(' or ') };
  });
}

export function pictureOf(
  hosts: readonly string[],
  before: Snapshot,
  after: Snapshot,
): string {
  return picture(hosts, servingOf(hosts, before), servingOf(hosts, after));
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
