import { isDeepStrictEqual } from 'node:util';
import { conditions, isTrue, positive } from './conditions';
import { attachedListeners, nameOf } from './gatewayApi';
import type { Gateway, ListenerStatus } from './objects';
import { keyOf, type World, type Write } from './World';

const routeKinds: Record<string, string[]> = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
  TLS: ['TLSRoute'],
  TCP: ['TCPRoute'],
};

/**
 * Accepted, Programmed once there are an address and a ready Pod, and how many routes each listener has. Certificates are taken
 * to be there: the playground holds no Secrets.
 */
export function gatewayStatus(
  gateway: Gateway,
  world: World,
  now: Date,
): Write[] {
  const service = `${gateway.metadata.namespace}/${nameOf(gateway)}`;
  const addresses = world.services
    .filter(each => keyOf(each) === service)
    .flatMap(({ status }) => status?.loadBalancer?.ingress ?? [])
    .flatMap(({ ip }) => (ip ? [{ type: 'IPAddress', value: ip }] : []));
  const ready = world.deployments.some(
    each =>
      keyOf(each) === service && isTrue(each.status?.conditions, 'Available'),
  );
  const { generation } = gateway.metadata;
  const at = { generation, now };
  const wanted = {
    addresses,
    conditions: conditions(
      [
        positive('Accepted', 'Accepted', 'Resource accepted'),
        addresses.length && ready
          ? positive(
              'Programmed',
              'Programmed',
              `Resource programmed, assigned to service(s) ${nameOf(gateway)}`,
            )
          : {
              type: 'Programmed',
              status: 'False',
              reason: 'AddressNotAssigned',
              message: `Waiting for an address and a ready Pod of ${nameOf(
                gateway,
              )}`,
            },
      ],
      gateway.status?.conditions,
      at,
    ),
    listeners: listenerStatuses(gateway, world, at),
  };
  return same(gateway.status, wanted)
    ? []
    : [{ verb: 'status', object: { ...gateway, status: wanted } }];
}

function listenerStatuses(
  gateway: Gateway,
  world: World,
  at: { generation?: number; now: Date },
): ListenerStatus[] {
  return gateway.spec.listeners.map(({ name, protocol }) => ({
    name,
    attachedRoutes: world.httpRoutes.filter(route =>
      (route.spec.parentRefs ?? []).some(parent =>
        attachedListeners(route, parent, gateway, world.namespaces).some(
          listener => listener.name === name,
        ),
      ),
    ).length,
    supportedKinds: (routeKinds[protocol] ?? []).map(kind => ({
      group: 'gateway.networking.k8s.io',
      kind,
    })),
    conditions: conditions(
      [
        positive('Accepted', 'Accepted', 'No errors found'),
        { ...positive('Conflicted', 'NoConflicts', ''), status: 'False' },
        positive('Programmed', 'Programmed', 'No errors found'),
        positive('ResolvedRefs', 'ResolvedRefs', 'No errors found'),
      ],
      gateway.status?.listeners?.find(each => each.name === name)?.conditions,
      at,
    ),
  }));
}

/** The API server adds fields and defaults of its own; only ours are compared. */
function same(current: Gateway['status'] = {}, wanted: Gateway['status'] = {}) {
  const { addresses = [], conditions: found, listeners } = current;
  return isDeepStrictEqual({ addresses, conditions: found, listeners }, wanted);
}
