import { Intent } from '@product-gateways/backstage-plugin-gateways-common';
import { ProductView, ServingGateway } from './ProductView';
import { serving, Stage } from './standing';

/** The one thing to do next, or why it cannot be done. */
export interface NextStep {
  title: string;
  template?: string;
  intent?: Intent;
  unavailable?: string;
}

interface Asked {
  view: ProductView;
  stage: Stage;
  title: string;
  entityRef: string;
  mayPropose: boolean;
}

export const CREATE_GATEWAY_TEMPLATE = 'template:default/create-gateway';

/** Prefilled from what is live: the cluster and the hosts of the shared gateway that serves the product now. */
export function nextStepOf(asked: Asked): NextStep | undefined {
  const { view, stage, title, entityRef, mayPropose } = asked;
  if (stage !== 'shared' && stage !== 'ingress-only') return undefined;

  const step = { title: `Give ${title} its own gateway` };
  const shared = serving(view).filter(
    ({ ownership }) => ownership === 'shared',
  );
  const candidate = shared.find(gateway => movable(gateway, view).length > 0);
  if (!candidate) return { ...step, unavailable: whyNot(shared, view) };
  if (!mayPropose) {
    return {
      ...step,
      unavailable: `You may not propose changes for ${title}: ask one of its owners.`,
    };
  }
  return {
    ...step,
    template: CREATE_GATEWAY_TEMPLATE,
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
