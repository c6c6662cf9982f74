import { conditions, isTrue, positive } from './conditions';
import { apiVersion, istioController } from './gatewayApi';
import type { Controller } from './World';

/** istiod brings the class `istio`, and accepts the classes that name its controller. */
export const gatewayClass: Controller = (world, { now }) => {
  if (!world.gatewayClasses.some(({ metadata }) => metadata.name === 'istio'))
    return [
      {
        verb: 'create',
        object: {
          apiVersion,
          kind: 'GatewayClass',
          metadata: { name: 'istio' },
          spec: { controllerName: istioController },
        },
      },
    ];
  return world.gatewayClasses
    .filter(({ spec }) => spec.controllerName === istioController)
    .filter(({ status }) => !isTrue(status?.conditions, 'Accepted'))
    .map(each => ({
      verb: 'status',
      object: {
        ...each,
        status: {
          conditions: conditions(
            [positive('Accepted', 'Accepted', 'Handled by Istio controller')],
            undefined,
            { generation: each.metadata.generation, now: now() },
          ),
        },
      },
    }));
};
