import {
  keyOf,
  memoised,
  Mesh,
  Ownership,
  Snapshot,
} from '@product-gateways/mesh';
import { ClusterProblem, ProductHost, ProductView } from './ProductView';
import { routesOf } from './routesOf';
import { servicesOf } from './servicesOf';
import { servingGateways } from './servingGateways';

const views = memoised((_mesh: Mesh) => new Map<string, ProductView>());

/** Computed once for each mesh and product: a view read again costs nothing. */
export function viewOf(
  mesh: Mesh,
  ownership: Ownership,
  product: string,
): ProductView {
  const known = views(mesh);
  const view = known.get(product) ?? derive(mesh, ownership, product);
  known.set(product, view);
  return view;
}

function derive(
  mesh: Mesh,
  ownership: Ownership,
  product: string,
): ProductView {
  const snapshots = [...mesh.values()];
  const perCluster = snapshots.map(snapshot => {
    const gateways = servingGateways(snapshot, ownership, product);
    const routes = gateways.flatMap(gateway => routesOf(snapshot, gateway));
    const namespaces = namespacesOf(snapshot, ownership, product);
    const services = servicesOf(snapshot, namespaces, routes);
    return { snapshot, gateways, routes, namespaces, services };
  });
  const gateways = perCluster.flatMap(cluster => cluster.gateways);

  return {
    product,
    gateways,
    routes: perCluster.flatMap(cluster => cluster.routes),
    hosts: hostsOf(product, ownership, gateways),
    services: perCluster.flatMap(cluster => cluster.services),
    problems: snapshots.flatMap(snapshot =>
      problemsOf(snapshot, ownership, product),
    ),
    namespaces: new Map(
      perCluster.map(({ snapshot, namespaces }) => [
        snapshot.cluster,
        namespaces,
      ]),
    ),
  };
}

function hostsOf(
  product: string,
  ownership: Ownership,
  gateways: ProductView['gateways'],
): ProductHost[] {
  const served = gateways.flatMap(({ hosts }) => hosts);
  const names = new Set([...ownership.hostsOf(product), ...served]);
  return [...names].sort().map(host => ({
    host,
    disputedWith: ownership
      .ownerOfHost(host)
      .disputed.filter(other => other !== product),
    clusters: [
      ...new Set(
        gateways
          .filter(({ hosts }) => hosts.includes(host))
          .map(({ workload }) => workload.cluster),
      ),
    ],
  }));
}

function namespacesOf(
  snapshot: Snapshot,
  ownership: Ownership,
  product: string,
): string[] {
  return snapshot
    .list('', 'Namespace')
    .map(({ metadata }) => metadata.name)
    .filter(
      name => ownership.productOfNamespace(snapshot.cluster, name) === product,
    )
    .sort();
}

function problemsOf(
  { cluster, problems }: Snapshot,
  ownership: Ownership,
  product: string,
): ClusterProblem[] {
  const own = problems.filter(
    ({ source }) => ownership.productOfRef(cluster, source.object) === product,
  );
  const distinct = new Map(
    own.map(problem => [
      `${keyOf(problem.source.object)} ${problem.source.path} ${
        problem.message
      }`,
      { cluster, problem },
    ]),
  );
  return [...distinct.values()];
}
