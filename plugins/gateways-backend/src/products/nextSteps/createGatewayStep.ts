import { ProductView, ServingGateway } from '../ProductView';
import { serving } from '../standing';
import { Asked, NextStep } from './NextStep';

/** Prefilled from what is live: the cluster and the hosts of the shared gateway that serves the product now. */
export function createGatewayStep({ view, title, entityRef }: Asked): NextStep {
  const step = { title: `Give ${title} its own gateway` };
  const shared = serving(view).filter(
    ({ ownership }) => ownership === 'shared',
  );
  const candidate = shared.find(gateway => movable(gateway, view).length > 0);
  if (!candidate) return { ...step, unavailable: whyNot(shared, view) };
  return {
    ...step,
    template: 'template:default/create-gateway',
    intent: {
      kind: 'create-gateway',
      product: entityRef,
      cluster: candidate.workload.cluster,
      hosts: movable(candidate, view),
    },
  };
}

/** Hosts that the plan can bind to another gateway as well: those of VirtualServices, and of nobody else. */
function movable(
  { workload, hosts }: ServingGateway,
  view: ProductView,
): string[] {
  const disputed = view.hosts
    .filter(({ disputedWith }) => disputedWith.length > 0)
    .map(({ host }) => host);
  return hosts.filter(
    host =>
      !disputed.includes(host) &&
      view.routes.some(
        route =>
          route.gateway === workload.id &&
          route.cluster === workload.cluster &&
          route.host === host &&
          route.source.object.kind === 'VirtualService',
      ),
  );
}

function whyNot(shared: readonly ServingGateway[], view: ProductView): string {
  const meshed = shared.filter(
    ({ workload }) => workload.controller !== 'ingress',
  );
  if (meshed.length === 0) {
    const [ingress] = view.routes;
    const by = ingress
      ? `the Ingress ${ingress.source.object.namespace}/${ingress.source.object.name}`
      : 'an Ingress';
    return (
      `Its hosts are served by ${by}, which Istio does not serve: there is no VirtualService to bind to a gateway. ` +
      'Write a VirtualService with the same hosts and routes first.'
    );
  }
  const disputed = view.hosts.filter(host => host.disputedWith.length > 0);
  if (disputed.length > 0) {
    return `${disputed[0].host} is claimed by another product too: agree on whose it is first.`;
  }
  return 'Its hosts are not routed by VirtualServices; routes of other kinds cannot be bound to a second gateway yet.';
}
