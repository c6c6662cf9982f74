import { ProductService, ProductView, ServingGateway } from '../ProductView';
import { ownGateways } from '../standing';
import { ClusterVisibility } from '../Visibility';
import { Asked, NextStep } from './NextStep';

/** Offered where another cluster has the product's namespaces, and every Service that its own gateway leads to is ready there. */
export function addClusterStep({
  view,
  clusters,
  title,
  entityRef,
}: Asked): NextStep | undefined {
  const own = ownGateways(view);
  const [gateway] = own;
  const target = clusters.find(
    ({ name }) =>
      view.namespaces.get(name)?.length &&
      !own.some(({ workload }) => workload.cluster === name),
  );
  if (!gateway || !target) return undefined;

  const step = { title: `Serve ${title} from ${target.title} too` };
  const unavailable = whyNot(gateway, target, view);
  if (unavailable) return { ...step, unavailable };
  return {
    ...step,
    template: 'template:default/add-cluster',
    intent: {
      kind: 'add-cluster',
      product: entityRef,
      cluster: target.name,
      from: gateway.workload.cluster,
      hosts: [...gateway.hosts],
    },
  };
}

function whyNot(
  gateway: ServingGateway,
  target: ClusterVisibility,
  view: ProductView,
): string | undefined {
  if (target.state !== 'live' && target.state !== 'partial')
    return `${target.title} cannot be seen now (${target.state}).`;
  const missing = servicesBehind(gateway, view).find(service => {
    const there = view.services.find(
      each =>
        each.cluster === target.name &&
        each.namespace === service.namespace &&
        each.name === service.name,
    );
    return (there?.endpoints?.ready ?? 0) === 0;
  });
  if (!missing) return undefined;
  const { namespace, name, cluster } = missing;
  return `${namespace}/${name}, to which a route in ${cluster} leads, has no ready endpoint in ${target.title}. Let it run there first.`;
}

function servicesBehind(
  { workload: { cluster, id } }: ServingGateway,
  { routes, services }: ProductView,
): ProductService[] {
  const led = routes
    .filter(route => route.cluster === cluster && route.gateway === id)
    .flatMap(({ destinations }) => destinations)
    .map(({ destination: { service } }) => service);
  return services.filter(
    each =>
      each.cluster === cluster &&
      led.some(
        ref => ref?.namespace === each.namespace && ref.name === each.name,
      ),
  );
}
