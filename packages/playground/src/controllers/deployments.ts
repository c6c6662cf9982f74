import { isDeepStrictEqual } from 'node:util';
import { conditions, isTrue } from './conditions';
import { injected } from './injection';
import { addressPool, suffix } from './names';
import type { Deployment, DeploymentStatus, Pod, ReplicaSet } from './objects';
import { replicasOf } from './autoscalers';
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

/** Makes the Pods that are missing, ends the last ones that are too many, and makes those without an address ready. */
function fill(
  set: ReplicaSet,
  replicas: number,
  pods: readonly Pod[],
  place: Place,
  nextAddress: () => string,
): Write[] {
  const own = new Map(
    pods
      .filter(pod => isOwnedBy(pod, set))
      .map(pod => [pod.metadata.name, pod]),
  );
  const names = Array.from(
    { length: replicas },
    (_, i) => `${set.metadata.name}-${suffix(5, set.metadata.uid, i)}`,
  );
  return [
    ...names
      .filter(name => !own.has(name))
      .map(name => ({ verb: 'create' as const, object: podOf(set, name) })),
    ...[...own.values()]
      .filter(pod => !names.includes(pod.metadata.name))
      .map(object => ({ verb: 'delete' as const, object })),
    ...names
      .flatMap(name => own.get(name) ?? [])
      .filter(pod => !pod.status?.podIP)
      .map(pod => ({
        verb: 'status' as const,
        object: ready(pod, nextAddress(), place),
      })),
  ];
}

function podOf(set: ReplicaSet, name: string): Pod {
  const { metadata = {}, spec } = set.spec.template;
  return injected({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: set.metadata.namespace,
      labels: metadata.labels,
      annotations: metadata.annotations,
      ownerReferences: ownerOf(set),
    },
    spec,
  });
}

function ready(pod: Pod, podIP: string, { now }: Place): Pod {
  const wanted = ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'];
  return {
    ...pod,
    status: {
      ...pod.status,
      phase: 'Running',
      podIP,
      ...{ podIPs: [{ ip: podIP }], startTime: now().toISOString() },
      conditions: conditions(
        wanted.map(type => ({
          type,
          status: 'True' as const,
          reason: 'Playground',
          message: '',
        })),
        pod.status?.conditions,
        { now: now() },
      ),
    },
  };
}

function report(deployment: Deployment, pods: Pod[], { now }: Place): Write[] {
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
          ? {
              type: 'Available',
              status: 'True',
              reason: 'MinimumReplicasAvailable',
              message: 'Deployment has minimum availability.',
            }
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

function* podAddresses({ podNetwork }: Place): Generator<string> {
  for (let high = 0; high < 256; high++)
    for (let low = 2; low < 255; low++) yield `${podNetwork}.${high}.${low}`;
}
