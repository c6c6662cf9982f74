import {
  endpointsOf,
  gatewaysOf,
  keyOf,
  KubernetesObject,
  refOf,
  Snapshot,
  specOf,
} from '@product-gateways/mesh';
import { ProductRoute, ProductService } from './ProductView';

/** What is read of a Service. */
interface ServiceSpec {
  type: string;
  ports: { port: number; name?: string }[];
}

/** The Services in a product's namespaces that could answer its requests: neither those of gateways nor mere aliases. */
export function servicesOf(
  snapshot: Snapshot,
  namespaces: readonly string[],
  routes: readonly ProductRoute[],
): ProductService[] {
  const { cluster } = snapshot;
  const ofGateways = new Set(
    gatewaysOf(snapshot).flatMap(({ services }) =>
      services.map(({ ref }) => keyOf(ref)),
    ),
  );
  const routed = new Set(
    routes
      .filter(route => route.cluster === cluster)
      .flatMap(({ destinations }) => destinations)
      .flatMap(({ destination: { service } }) => service ?? [])
      .map(keyOf),
  );
  return namespaces
    .flatMap(namespace => snapshot.inNamespace('', 'Service', namespace))
    .filter(service => specOf<ServiceSpec>(service).type !== 'ExternalName')
    .filter(service => !ofGateways.has(keyOf(refOf(service))))
    .map(service => {
      const ref = refOf(service);
      return {
        cluster,
        namespace: ref.namespace ?? '',
        name: ref.name,
        ports: portsOf(service),
        endpoints: endpointsOf(snapshot, ref),
        isRouted: routed.has(keyOf(ref)),
      };
    })
    .sort((a, b) => order(a).localeCompare(order(b)));
}

function portsOf(service: KubernetesObject): ProductService['ports'] {
  const { ports = [] } = specOf<ServiceSpec>(service);
  return ports.map(({ port, name }) => ({ port, name }));
}

function order({ namespace, name }: ProductService): string {
  return `${namespace}/${name}`;
}
