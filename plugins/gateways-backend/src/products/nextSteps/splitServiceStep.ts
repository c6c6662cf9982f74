import { ServiceName } from '@product-gateways/backstage-plugin-gateways-common';
import {
  ProductRoute,
  ProductService,
  ProductView,
  ServingGateway,
} from '../ProductView';
import { ownGateways } from '../standing';
import { Asked, NextStep } from './NextStep';

/**
 * Offered where Services of the product run to which nothing leads, beside one that a gateway of its own leads to. Which requests
 * they shall answer only their team knows: the paths are left empty.
 */
export function splitServiceStep({
  view,
  entityRef,
}: Asked): NextStep | undefined {
  for (const gateway of ownGateways(view)) {
    const old = splittable(gateway, view);
    if (!old) continue;
    const { cluster } = gateway.workload;
    return {
      title: `Split ${old.name} into ${old.idle
        .map(({ name }) => name)
        .join(' and ')}`,
      template: 'template:default/split-service',
      intent: {
        kind: 'split-service',
        product: entityRef,
        cluster,
        hosts: old.hosts,
        service: { namespace: old.namespace, name: old.name, port: old.port },
        parts: old.idle.map(service => ({
          path: { type: 'prefix', value: '' },
          to: nameOf(service),
        })),
      },
    };
  }
  return undefined;
}

/** The Service of the broadest route, which is tried last, that has idle ones in its namespace. */
function splittable(gateway: ServingGateway, view: ProductView) {
  const { cluster, id } = gateway.workload;
  const routes = view.routes
    .filter(route => route.cluster === cluster && route.gateway === id)
    .sort((a, b) => b.order - a.order);
  for (const { destinations } of routes) {
    const [{ destination }, ...others] = destinations.length
      ? destinations
      : [{ destination: undefined }];
    const { service, port } = destination ?? {};
    if (others.length > 0 || service?.kind !== 'Service') continue;
    const { namespace = '', name } = service;
    const idle = view.services.filter(
      each =>
        each.cluster === cluster &&
        each.namespace === namespace &&
        isIdle(each),
    );
    if (idle.length === 0) continue;
    const hosts = hostsLeadingTo(routes, namespace, name);
    return { namespace, name, port, hosts, idle };
  }
  return undefined;
}

function isIdle({ isRouted, endpoints, ports }: ProductService): boolean {
  return !isRouted && ports.length > 0 && (endpoints?.ready ?? 0) > 0;
}

function hostsLeadingTo(
  routes: readonly ProductRoute[],
  namespace: string,
  name: string,
): string[] {
  const leading = routes.filter(({ destinations }) =>
    destinations.some(
      ({ destination: { service } }) =>
        service?.namespace === namespace && service.name === name,
    ),
  );
  return [...new Set(leading.map(({ host }) => host))].sort();
}

function nameOf({ namespace, name, ports }: ProductService): ServiceName {
  return { namespace, name, port: ports[0]?.port };
}
