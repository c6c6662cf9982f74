import { isDeepStrictEqual } from 'node:util';
import { conditions, positive, type NewCondition } from './conditions';
import {
  attachedListeners,
  istioController,
  managedGateways,
  namesGateway,
} from './gatewayApi';
import type { Gateway, HttpRoute, ParentRef } from './objects';
import type { Controller, World } from './World';

/** An HTTPRoute says of each managed Gateway whether it is accepted there, and whether its Services exist. */
export const httpRoutes: Controller = (world, { now }) => {
  const managed = managedGateways(world);
  return world.httpRoutes.flatMap(route => {
    const parents = (route.spec.parentRefs ?? []).flatMap(parentRef => {
      const gateway = managed.find(each =>
        namesGateway(route, parentRef, each),
      );
      if (!gateway) return [];
      return {
        parentRef,
        controllerName: istioController,
        conditions: conditions(
          [accepted(route, parentRef, gateway, world), resolved(route, world)],
          route.status?.parents?.find(each =>
            isDeepStrictEqual(each.parentRef, parentRef),
          )?.conditions,
          { generation: route.metadata.generation, now: now() },
        ),
      };
    });
    return isDeepStrictEqual(route.status?.parents ?? [], parents)
      ? []
      : [{ verb: 'status', object: { ...route, status: { parents } } }];
  });
};

function accepted(
  route: HttpRoute,
  parent: ParentRef,
  gateway: Gateway,
  world: World,
): NewCondition {
  return attachedListeners(route, parent, gateway, world.namespaces).length
    ? positive('Accepted', 'Accepted', 'Route was valid')
    : {
        type: 'Accepted',
        status: 'False',
        reason: 'NoMatchingParent',
        message: `No listener of ${gateway.metadata.name} takes this route`,
      };
}

function resolved(route: HttpRoute, world: World): NewCondition {
  const missing = (route.spec.rules ?? [])
    .flatMap(({ backendRefs }) => backendRefs ?? [])
    .filter(({ kind = 'Service' }) => kind === 'Service')
    .map(({ name, namespace = route.metadata.namespace }) => ({
      name,
      namespace,
    }))
    .find(
      ({ name, namespace }) =>
        !world.services.some(
          ({ metadata }) =>
            metadata.name === name && metadata.namespace === namespace,
        ),
    );
  return missing
    ? {
        type: 'ResolvedRefs',
        status: 'False',
        reason: 'BackendNotFound',
        message: `backend(${missing.name}.${missing.namespace}.svc.cluster.local) not found`,
      }
    : positive('ResolvedRefs', 'ResolvedRefs', 'All references resolved');
}
