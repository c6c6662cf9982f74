import type {
  Gateway,
  HttpRoute,
  Listener,
  Namespace,
  ParentRef,
} from './objects';
import { selects, type World } from './World';

export const istioController = 'istio.io/gateway-controller';
export const apiVersion = 'gateway.networking.k8s.io/v1';

/** The Gateways that istiod manages: their class names its controller. */
export function managedGateways(world: World): Gateway[] {
  const classes = world.gatewayClasses
    .filter(({ spec }) => spec.controllerName === istioController)
    .map(({ metadata }) => metadata.name);
  return world.gateways.filter(({ spec }) =>
    classes.includes(spec.gatewayClassName),
  );
}

/** What istiod calls the Deployment, Service and ServiceAccount that it makes for a Gateway. */
export function nameOf({ metadata, spec }: Gateway): string {
  return `${metadata.name}-${spec.gatewayClassName}`;
}

/** The listeners of a Gateway to which one parentRef of a route attaches it. */
export function attachedListeners(
  route: HttpRoute,
  parent: ParentRef,
  gateway: Gateway,
  namespaces: readonly Namespace[],
): Listener[] {
  if (!namesGateway(route, parent, gateway)) return [];
  return gateway.spec.listeners.filter(
    listener =>
      (parent.sectionName ?? listener.name) === listener.name &&
      (parent.port ?? listener.port) === listener.port &&
      ['HTTP', 'HTTPS'].includes(listener.protocol) &&
      allows(listener, gateway, route, namespaces) &&
      sharesHost(listener.hostname, route.spec.hostnames),
  );
}

export function namesGateway(
  route: HttpRoute,
  { group, kind = 'Gateway', name, namespace }: ParentRef,
  gateway: Gateway,
): boolean {
  return (
    (group ?? 'gateway.networking.k8s.io') === 'gateway.networking.k8s.io' &&
    kind === 'Gateway' &&
    name === gateway.metadata.name &&
    (namespace ?? route.metadata.namespace) === gateway.metadata.namespace
  );
}

function allows(
  { allowedRoutes }: Listener,
  gateway: Gateway,
  route: HttpRoute,
  namespaces: readonly Namespace[],
): boolean {
  const { from = 'Same', selector } = allowedRoutes?.namespaces ?? {};
  switch (from) {
    case 'All':
      return true;
    case 'Same':
      return gateway.metadata.namespace === route.metadata.namespace;
    case 'Selector': {
      const namespace = namespaces.find(
        ({ metadata }) => metadata.name === route.metadata.namespace,
      );
      return selects(selector?.matchLabels, namespace?.metadata.labels);
    }
    default:
      return false;
  }
}

/** Absent on either side stands for every host; `*.a.io` covers `b.a.io` and `*.b.a.io`. */
function sharesHost(listener: string | undefined, route: string[] = []) {
  return (
    !listener ||
    !route.length ||
    route.some(host => covers(listener, host) || covers(host, listener))
  );
}

function covers(pattern: string, host: string): boolean {
  return pattern.startsWith('*.')
    ? host.endsWith(pattern.slice(1))
    : pattern === host;
}
