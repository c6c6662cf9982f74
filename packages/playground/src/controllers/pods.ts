import { conditions, positive, rfc3339 } from './conditions';
import { injected } from './injection';
import { suffix } from './names';
import type { Pod, ReplicaSet } from './objects';
import { isOwnedBy, ownerOf, type Place, type Write } from './World';

/** Makes the Pods that are missing, ends the last ones that are too many, and makes those without an address ready. */
export function fill(
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
  const at = now();
  const types = ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'];
  return {
    ...pod,
    status: {
      phase: 'Running',
      podIP,
      podIPs: [{ ip: podIP }],
      startTime: rfc3339(at),
      conditions: conditions(
        types.map(type => positive(type, 'Playground', '')),
        pod.status?.conditions,
        { now: at },
      ),
      containerStatuses: pod.spec.containers.map(({ name, image }) => ({
        name,
        image,
        imageID: '',
        ready: true,
        started: true,
        restartCount: 0,
        state: { running: { startedAt: rfc3339(at) } },
      })),
    },
  };
}

/** All addresses that Pods of a cluster may have. */
export function* podAddresses({ podNetwork }: Place): Generator<string> {
  for (let high = 0; high < 256; high++)
    for (let low = 2; low < 255; low++) yield `${podNetwork}.${high}.${low}`;
}
