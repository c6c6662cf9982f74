import type { Deployment, HorizontalPodAutoscaler } from './objects';
import {
  sameNamespace,
  type Controller,
  type World,
  type Write,
} from './World';

/** An autoscaler never measures anything here: it keeps its target between its bounds. */
export const autoscalers: Controller = world =>
  world.autoscalers.flatMap(autoscaler => {
    const target = world.deployments.find(deployment =>
      scales(autoscaler, deployment),
    );
    return target ? scale(autoscaler, target, replicasOf(target, world)) : [];
  });

/** How many Pods a Deployment should have, after its autoscaler if it has one. */
export function replicasOf(deployment: Deployment, world: World): number {
  const stated = deployment.spec.replicas ?? 1;
  const autoscaler = world.autoscalers.find(each => scales(each, deployment));
  // 0 switches the autoscaler off, as in Kubernetes.
  if (!autoscaler || stated === 0) return stated;
  const { minReplicas = 1, maxReplicas } = autoscaler.spec;
  return Math.min(Math.max(stated, minReplicas), maxReplicas);
}

function scale(
  autoscaler: HorizontalPodAutoscaler,
  target: Deployment,
  replicas: number,
): Write[] {
  const currentReplicas = target.status?.replicas ?? 0;
  const { status } = autoscaler;
  return [
    ...(target.spec.replicas === replicas
      ? []
      : [
          {
            verb: 'patch' as const,
            object: target,
            change: { spec: { replicas } },
          },
        ]),
    ...((status?.currentReplicas ?? 0) === currentReplicas &&
    status?.desiredReplicas === replicas
      ? []
      : [
          {
            verb: 'status' as const,
            object: {
              ...autoscaler,
              status: { ...status, currentReplicas, desiredReplicas: replicas },
            },
          },
        ]),
  ];
}

function scales(autoscaler: HorizontalPodAutoscaler, deployment: Deployment) {
  const { kind, name } = autoscaler.spec.scaleTargetRef;
  return (
    kind === 'Deployment' &&
    name === deployment.metadata.name &&
    sameNamespace(autoscaler, deployment)
  );
}
