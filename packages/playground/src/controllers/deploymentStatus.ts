import { isDeepStrictEqual } from 'node:util';
import { conditions, isTrue, positive } from './conditions';
import type { Deployment, DeploymentStatus, Pod } from './objects';
import type { Place, Write } from './World';

/** A Deployment says how many of its Pods there are, and whether they are enough. */
export function report(
  deployment: Deployment,
  pods: Pod[],
  { now }: Place,
): Write[] {
  const readyReplicas = pods.filter(pod =>
    isTrue(pod.status?.conditions, 'Ready'),
  ).length;
  const wanted = deployment.spec.replicas ?? 1;
  const status: DeploymentStatus = {
    observedGeneration: deployment.metadata.generation,
    replicas: pods.length,
    updatedReplicas: pods.length,
    readyReplicas,
    availableReplicas: readyReplicas,
    conditions: conditions(
      [
        readyReplicas >= wanted
          ? positive(
              'Available',
              'MinimumReplicasAvailable',
              'Deployment has minimum availability.',
            )
          : {
              type: 'Available',
              status: 'False',
              reason: 'MinimumReplicasUnavailable',
              message: 'Deployment does not have minimum availability.',
            },
      ],
      deployment.status?.conditions,
      { now: now() },
    ),
  };
  return sameStatus(deployment.status, status)
    ? []
    : [{ verb: 'status', object: { ...deployment, status } }];
}

/** A zero that the server left out is the same as one that we would write. */
function sameStatus(
  a: DeploymentStatus | undefined,
  b: DeploymentStatus,
): boolean {
  const full = (status: DeploymentStatus = {}) => ({
    observedGeneration: status.observedGeneration,
    replicas: status.replicas ?? 0,
    updatedReplicas: status.updatedReplicas ?? 0,
    readyReplicas: status.readyReplicas ?? 0,
    availableReplicas: status.availableReplicas ?? 0,
    available: isTrue(status.conditions, 'Available'),
  });
  return isDeepStrictEqual(full(a), full(b));
}
