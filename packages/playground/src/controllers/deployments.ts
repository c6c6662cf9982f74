import { replicasOf } from './autoscalers';
import { report } from './deploymentStatus';
import { addressPool, suffix } from './names';
import type { Deployment, ReplicaSet } from './objects';
import { fill, podAddresses } from './pods';
import {
  isOwnedBy,
  ownerOf,
  type Controller,
  type Place,
  type World,
  type Write,
} from './World';

/** A Deployment gets a ReplicaSet and ready Pods; a new template replaces all at once. */
export const deployments: Controller = (world, place) => {
  const nextAddress = addressPool(
    podAddresses(place),
    world.pods.map(pod => pod.status?.podIP),
  );
  return world.deployments.flatMap(deployment =>
    roll(deployment, world, place, nextAddress),
  );
};

function roll(
  deployment: Deployment,
  world: World,
  place: Place,
  nextAddress: () => string,
): Write[] {
  const replicas = replicasOf(deployment, world);
  const wanted = replicaSetOf(deployment, replicas);
  const sets = world.replicaSets.filter(set => isOwnedBy(set, deployment));
  const current = sets.find(set => set.metadata.name === wanted.metadata.name);
  if (!current) return [{ verb: 'create', object: wanted }];
  return [
    ...(current.spec.replicas === replicas
      ? []
      : [
          {
            verb: 'patch' as const,
            object: current,
            change: { spec: { replicas } },
          },
        ]),
    ...sets
      .filter(set => set !== current)
      .map(object => ({ verb: 'delete' as const, object })),
    ...fill(current, replicas, world.pods, place, nextAddress),
    ...report(
      deployment,
      world.pods.filter(pod => isOwnedBy(pod, current)),
      place,
    ),
  ];
}

function replicaSetOf(deployment: Deployment, replicas: number): ReplicaSet {
  const { metadata, spec } = deployment;
  const hash = suffix(9, metadata.uid, spec.template);
  const mark = { 'pod-template-hash': hash };
  const template = {
    ...spec.template,
    metadata: {
      ...spec.template.metadata,
      labels: { ...spec.template.metadata?.labels, ...mark },
    },
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${metadata.name}-${hash}`,
      namespace: metadata.namespace,
      labels: template.metadata.labels,
      ownerReferences: ownerOf(deployment),
    },
    spec: {
      replicas,
      selector: { matchLabels: { ...spec.selector.matchLabels, ...mark } },
      template,
    },
  };
}
