import { hostsMeet } from '../hostPatterns';
import { memoised, Mesh, Snapshot } from '../snapshot';
import { claimsReader } from './claims';
import { readKinds } from './hostRoutes';
import { normalHost } from './hosts';
import { HostClaim, Ownership, OwnershipConfig } from './Ownership';
import { namedProductsReader, productsIn } from './products';

/**
 * Whose the namespaces, objects and hosts of a mesh are. A host is claimed by a product's routes: those that carry its label or lie in
 * its namespaces, and those in a namespace of no product that lead to its services. Routes are read anew only where something changed that
 * their claims depend on.
 *
 * @public
 */
export function ownershipOf(
  mesh: Mesh,
  config: OwnershipConfig = noConfig,
): Ownership {
  const clusters = [...mesh.values()].map(readerFor(config));
  const products = new Map(
    clusters.map(each => [each.cluster, each.products] as const),
  );
  const parts = clusters.flatMap(cluster => cluster.claims);
  const claims = parts.flatMap(({ all }) => all);
  const claimsOn = (host: string) =>
    parts.flatMap(({ byHost }) => byHost.get(host) ?? []);
  const claimsBy = (product: string) =>
    parts.flatMap(({ byProduct }) => byProduct.get(product) ?? []);

  return {
    claims,
    problems: parts.flatMap(({ problems }) => problems),
    incompleteIn: clusters
      .filter(cluster => cluster.hidesClaims)
      .map(({ cluster }) => cluster),
    productOfNamespace: (cluster, namespace) =>
      products.get(cluster)?.ofNamespace(namespace),
    productOf: (cluster, object) => products.get(cluster)?.of(object),
    productOfRef: (cluster, ref) => products.get(cluster)?.ofRef(ref),
    ownerOfHost: host => {
      const found = claimsOn(normalHost(host) ?? '');
      const claimants = sorted(found.map(({ product }) => product));
      const [product] = claimants;
      return claimants.length > 1
        ? { disputed: claimants, claims: found }
        : { product, disputed: [], claims: found };
    },
    claimsCovering: host => claimsMeeting(claims, normalHost(host)),
    hostsOf: product => sorted(claimsBy(product).map(({ host }) => host)),
    products: () =>
      sorted([
        ...parts.flatMap(({ byProduct }) => [...byProduct.keys()]),
        ...clusters.flatMap(cluster => cluster.named()),
      ]),
  };
}

const noConfig: OwnershipConfig = {};

const readerFor = memoised((config: OwnershipConfig) => {
  const claimsOf = claimsReader(config);
  const namedIn = namedProductsReader(config);
  return (snapshot: Snapshot) => ({
    cluster: snapshot.cluster,
    products: productsIn(snapshot, config),
    hidesClaims: hidesClaims(snapshot),
    claims: claimsOf(snapshot),
    named: () => namedIn(snapshot),
  });
});

/** A kind that the cluster does not have hides nothing. */
function hidesClaims({ unseen }: Snapshot): boolean {
  return unseen.some(
    ({ reason, group, kind }) =>
      reason !== 'not-installed' &&
      readKinds.some(read => read[0] === group && read[1] === kind),
  );
}

function claimsMeeting(
  claims: readonly HostClaim[],
  host: string | undefined,
): HostClaim[] {
  if (!host) return [];
  return claims.filter(claim => hostsMeet(claim.host, host));
}

function sorted(names: Iterable<string>): string[] {
  return [...new Set(names)].sort();
}
