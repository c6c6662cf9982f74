import {
  ClusterStatus,
  Gateway,
  Host,
  Product,
  ProductGateways,
  ProductRef,
  Route,
} from '@product-gateways/backstage-plugin-gateways-common';
import { ObservedStatus } from '../products/GatewayViews';
import { Hint } from '../products/hints';
import { NextStep } from '../products/nextSteps/NextStep';
import { ProductNaming, ReadableProduct } from '../products/ProductCatalog';
import {
  ProductHost,
  ProductRoute,
  ProductView,
  SeenDestination,
  ServingGateway,
} from '../products/ProductView';
import { Standing } from '../products/standing';

/** The model's words become the wire's here, and nowhere else: both can change. */
export interface Answer {
  product: ReadableProduct;
  view: ProductView;
  standing: Standing;
  clusters: readonly ObservedStatus[];
  hints: readonly Hint[];
  nextStep?: NextStep;
  notice?: string;
  naming: ProductNaming;
}

export function productGatewaysToWire(
  answer: Answer,
): Omit<ProductGateways, 'revision'> {
  const { view, standing, clusters, naming } = answer;
  const refs = (products: readonly string[]) => refsToWire(products, naming);
  return {
    product: productToWire(answer.product),
    standing: {
      stage: standing.stage,
      headline: standing.headline,
      sharedWith: refs(standing.sharedWith),
      evidence: standing.evidence.map(({ objects, ...said }) => ({
        ...said,
        objects: [...objects],
      })),
    },
    clusters: clusters.map(clusterToWire),
    gateways: view.gateways.map(gateway =>
      gatewayToWire(gateway, clusters, refs),
    ),
    hosts: view.hosts.map(host => hostToWire(host, answer.product, refs)),
    routes: view.routes.map(routeToWire),
    services: view.services.map(({ ports, ...service }) => ({
      ...service,
      ports: [...ports],
    })),
    hints: [...answer.hints],
    problems: view.problems.map(({ cluster, problem }) => ({
      cluster,
      source: problem.source,
      message: problem.message,
    })),
    nextStep: answer.nextStep,
    notice: answer.notice,
  };
}

export function productToWire({
  name,
  title,
  entityRef,
  mayPropose,
}: ReadableProduct): Product {
  return { name, title, entityRef, mayPropose };
}

export function clusterToWire(status: ObservedStatus): ClusterStatus {
  const { name, title, zone, region, state, observedAt, missing } = status;
  const { code, message } = status;
  return {
    cluster: name,
    title,
    zone,
    region,
    state,
    observedAt: observedAt?.toISOString(),
    missing: [...missing],
    error: message === undefined ? undefined : { code, message },
  };
}

function gatewayToWire(
  gateway: ServingGateway,
  clusters: readonly ObservedStatus[],
  refs: (products: readonly string[]) => ProductRef[],
): Gateway {
  const { workload, ownership, sharedWith, ports, hosts, definedBy } = gateway;
  const { cluster, id, controller, services, replicas } = workload;
  const place = clusters.find(({ name }) => name === cluster);
  return {
    id: gatewayId(cluster, id),
    cluster,
    zone: place?.zone,
    region: place?.region,
    controller,
    workload: workload.workload,
    ownership,
    sharedWith: refs(sharedWith),
    addresses: [...new Set(services.flatMap(({ addresses }) => addresses))],
    replicas,
    istioVersion: workload.istioVersion,
    revision: workload.revision,
    ports: [...ports],
    hosts: [...hosts],
    definedBy: [...definedBy],
  };
}

function hostToWire(
  { host, disputedWith, clusters }: ProductHost,
  { name, title, entityRef }: ReadableProduct,
  refs: (products: readonly string[]) => ProductRef[],
): Host {
  return {
    host,
    owner: { name, title, entityRef },
    disputedWith: refs(disputedWith),
    clusters: [...clusters],
  };
}

function routeToWire({
  gateway,
  ports,
  destinations,
  ...route
}: ProductRoute): Route {
  return {
    ...route,
    gateway: gatewayId(route.cluster, gateway),
    ports: [...ports],
    destinations: destinations.map(destinationToWire),
  };
}

function destinationToWire({
  destination,
  endpoints,
  problem,
}: SeenDestination) {
  const { host, service, port, subset, weight } = destination;
  return {
    host,
    service,
    port,
    subset,
    weight: Math.round(weight),
    endpoints,
    problem,
  };
}

/** Those that the caller may not read are one `another product`, whatever their number: it would tell them apart. */
function refsToWire(
  products: readonly string[],
  naming: ProductNaming,
): ProductRef[] {
  const named = products.filter(naming.mayRead).map(name => ({
    name,
    title: naming.title(name),
    entityRef: naming.entityRef(name),
  }));
  const isHiding = named.length < products.length;
  return isHiding ? [...named, { title: 'another product' }] : named;
}

function gatewayId(cluster: string, id: string): string {
  return `${cluster}/${id}`;
}
