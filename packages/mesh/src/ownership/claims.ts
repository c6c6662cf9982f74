import { ObjectRef, Problem, refOf } from '../resources';
import { Snapshot } from '../snapshot';
import { HostRoute } from './HostRoute';
import { hostRoutes } from './hostRoutes';
import { normalHost } from './hosts';
import { leadsTo as leadsOnTo } from './istioRoutes';
import { HostClaim } from './Ownership';
import { Products } from './products';

/** The claims that the routes of a cluster make. `*` is a default, and nobody's host. */
export function claimsIn(
  snapshot: Snapshot,
  products: Products,
): { claims: HostClaim[]; problems: Problem[] } {
  const claims: HostClaim[] = [];
  const problems: Problem[] = [];
  for (const route of hostRoutes(snapshot)) {
    const claimants = claimantsOf(route, snapshot, products);
    for (const { host: stated, path } of route.hosts) {
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
  const found = leadsTo.flatMap(behind);
  return new Set(found.filter(product => product !== undefined));
}
