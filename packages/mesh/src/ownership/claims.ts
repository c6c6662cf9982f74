import { ObjectRef, Problem, refOf } from '../resources';
import {
  memoised,
  memoisedBy,
  memoisedByNamespace,
  Snapshot,
} from '../snapshot';
import { HostRoute, StatedHost } from './HostRoute';
import { hostRouteKinds, hostRoutes, readKinds } from './hostRoutes';
import { narrowed, normalHost } from './hosts';
import { leadsTo as leadsOnTo } from './istioRoute';
import { HostClaim, OwnershipConfig } from './Ownership';
import { Products, productsIn } from './products';

/** What some routes of a cluster claim. */
export interface Claims {
  readonly all: readonly HostClaim[];
  readonly problems: readonly Problem[];
  readonly byHost: ReadonlyMap<string, readonly HostClaim[]>;
  readonly byProduct: ReadonlyMap<string, readonly HostClaim[]>;
}

/**
 * The claims of a cluster, in a few parts. Nearly all routes have a product of their own and say their hosts in full: those are read
 * anew only in a namespace where one changed. The others depend on what they lead to and on their gateways, which may lie anywhere.
 */
export function claimsReader(
  config: OwnershipConfig,
): (snapshot: Snapshot) => readonly Claims[] {
  const byNamespace = memoisedByNamespace(
    [...hostRouteKinds, ['', 'Namespace']],
    (snapshot, namespace) => {
      const products = productsIn(snapshot, config);
      const routes = hostRoutes(snapshot, namespace);
      const [settled, open] = [true, false].map(wanted =>
        routes.filter(route => isSettled(route, products) === wanted),
      );
      return { settled: claimsOf(settled, snapshot, products), open };
    },
  );
  const settledIn = memoised((namespaces: ReturnType<typeof byNamespace>) => {
    const stated = Array.from(namespaces.values(), ({ settled }) => settled);
    return groups(stated).map(together);
  });
  const openIn = memoisedBy(
    (snapshot: Snapshot) =>
      readKinds.map(([group, kind]) => snapshot.byNamespace(group, kind)),
    snapshot => {
      const namespaces = [...byNamespace(snapshot).values()];
      const routes = namespaces.flatMap(({ open }) => open);
      return together([
        claimsOf(routes, snapshot, productsIn(snapshot, config)),
      ]);
    },
  );
  return snapshot => [...settledIn(byNamespace(snapshot)), openIn(snapshot)];
}

interface Stated {
  readonly claims: readonly HostClaim[];
  readonly problems: readonly Problem[];
}

/** So many namespaces that neither a look into all groups nor an index of one costs much where there are a thousand. */
const GROUP = 32;

const groups = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / GROUP) }, (_, index) =>
    items.slice(index * GROUP, (index + 1) * GROUP),
  );

const together = memoisedBy(
  (parts: readonly Stated[]) => parts,
  (parts): Claims => {
    const all = parts.flatMap(({ claims }) => claims);
    return {
      all,
      problems: parts.flatMap(({ problems }) => problems),
      byHost: Map.groupBy(all, ({ host }) => host),
      byProduct: Map.groupBy(all, ({ product }) => product),
    };
  },
);

/** Whether nothing outside its namespace says whose hosts those of the route are. */
const isSettled = ({ object, hosts }: HostRoute, products: Products) =>
  products.of(object) !== undefined &&
  !hosts.some(({ host }) => host.startsWith('*'));

/** `*` is a default, and nobody's host. */
function claimsOf(
  routes: readonly HostRoute[],
  snapshot: Snapshot,
  products: Products,
): Stated {
  const claims: HostClaim[] = [];
  const problems: Problem[] = [];
  for (const route of routes) {
    const claimants = claimantsOf(route, snapshot, products);
    for (const { host: stated, path } of hostsOf(route, snapshot)) {
      const source = { object: refOf(route.object), path };
      const host = normalHost(stated);
      if (host && host !== '*')
        for (const product of claimants)
          claims.push({ cluster: snapshot.cluster, host, product, source });
      if (!host) problems.push({ source, message: notAHost(stated) });
    }
  }
  return { claims, problems };
}

const hostsOf = (route: HostRoute, snapshot: Snapshot): StatedHost[] =>
  route.hosts.flatMap(({ host, path }) =>
    narrowed(host, () => route.openHosts(snapshot)).map(each => ({
      host: each,
      path,
    })),
  );

function notAHost(stated: string): string {
  return `${JSON.stringify(stated.slice(0, 100))} is not a host name`;
}

/** The route's product; of a route that has none, the products that it leads to. */
function claimantsOf(
  { object, leadsTo }: HostRoute,
  snapshot: Snapshot,
  products: Products,
): ReadonlySet<string> {
  const own = products.of(object);
  if (own) return new Set([own]);
  const behind = (ref: ObjectRef) => {
    const product = products.ofRef(ref);
    const delegate = ref.kind === 'VirtualService' && snapshot.get(ref);
    if (product || !delegate) return [product];
    // A delegate cannot delegate, so this is the end.
    return leadsOnTo(delegate).map(products.ofRef);
  };
  const found = leadsTo().flatMap(behind);
  return new Set(found.filter(product => product !== undefined));
}
