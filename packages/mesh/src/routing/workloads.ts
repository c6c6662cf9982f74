import { keyOf, KubernetesObject, ObjectRef, refOf } from '../resources';
import { Snapshot } from '../snapshot';
import {
  hasLabels,
  integer,
  labels,
  Labels,
  record,
  records,
  specOf,
  text,
  texts,
} from './fields';

/** Pods with one owner: a Deployment, StatefulSet, DaemonSet or ReplicaSet, or a Pod alone. */
export interface Workload {
  readonly ref: ObjectRef;
  readonly namespace: string;
  /** Of the pods; of the template where none run. */
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly podSpec: unknown;
  readonly pods: readonly KubernetesObject[];
  readonly desired: number;
}

const controllers = [
  ['apps', 'Deployment'],
  ['apps', 'StatefulSet'],
  ['apps', 'DaemonSet'],
] as const;

/** Owners and their pods lie in one namespace. */
export function workloadsIn(snapshot: Snapshot, namespace: string): Workload[] {
  const owners = controllers.flatMap(([group, kind]) =>
    snapshot.inNamespace(group, kind, namespace),
  );
  const alive = snapshot.inNamespace('', 'Pod', namespace).filter(isAlive);
  const pods = podsByOwner(alive, owners);
  const owned = owners.map(owner =>
    ownedWorkload(owner, pods.get(keyOf(refOf(owner))) ?? []),
  );
  const known = new Set(owners.map(owner => keyOf(refOf(owner))));
  const others = [...pods]
    .filter(([key]) => !known.has(key))
    .map(([, group]) => looseWorkload(group));
  return [...owned, ...others];
}

export const isReady = ({ status }: KubernetesObject): boolean =>
  records(record(status).conditions).some(
    ([condition]) => condition.type === 'Ready' && condition.status === 'True',
  );

/** The container port that a Service's target port names. */
export function targetPortOf(
  { podSpec, pods }: Workload,
  target: unknown,
  port: number,
): number | undefined {
  if (target === undefined || target === null || target === 0 || target === '')
    return port;
  const number = integer(target);
  if (number !== undefined) return number;
  for (const spec of [...pods.map(pod => pod.spec), podSpec]) {
    for (const [container] of containersOf(spec))
      for (const [entry] of records(container.ports))
        if (entry.name === target) return integer(entry.containerPort);
  }
  return undefined;
}

/** Whether the pods are a proxy of Istio's that serves as gateway: nothing runs beside it. */
export function isGatewayProxy({
  podSpec,
  pods,
  annotations,
  labels: podLabels,
}: Workload): boolean {
  if (Object.hasOwn(podLabels, 'gateway.networking.k8s.io/gateway-name'))
    return true;
  if (
    (annotations['inject.istio.io/templates'] ?? '')
      .split(',')
      .includes('gateway')
  )
    return true;
  const containers = containersOf(pods[0]?.spec ?? podSpec).map(
    ([container]) => container,
  );
  const proxy = containers.find(({ name }) => name === 'istio-proxy');
  if (!proxy) return false;
  return texts(proxy.args).includes('router') || containers.length === 1;
}

/** The version of the proxy's image, where its tag is one. */
export function proxyVersion({ podSpec, pods }: Workload): string | undefined {
  const proxies = [...pods.map(pod => pod.spec), podSpec]
    .flatMap(containersOf)
    .map(([container]) => container);
  const image = text(
    proxies.find(
      ({ name, image: tag }) => name === 'istio-proxy' && tag !== 'auto',
    )?.image,
  );
  return image?.match(/:v?(\d+\.\d+[\w.-]*)(@|$)/)?.[1];
}

const containersOf = (podSpec: unknown) => [
  ...records(record(podSpec).containers),
  ...records(record(podSpec).initContainers),
];

const isAlive = ({ metadata, status }: KubernetesObject) =>
  !['Succeeded', 'Failed'].includes(text(record(status).phase) ?? '') &&
  metadata.deletionTimestamp === undefined;

function podsByOwner(
  pods: readonly KubernetesObject[],
  owners: readonly KubernetesObject[],
) {
  const byName = Map.groupBy(owners, ({ metadata }) => metadata.name);
  const groups = new Map<string, KubernetesObject[]>();
  for (const pod of pods) {
    const name = ownerName(pod);
    const key = keyOf(
      ownerOf(pod, name === undefined ? owners : byName.get(name) ?? []),
    );
    const group = groups.get(key);
    if (group) group.push(pod);
    else groups.set(key, [pod]);
  }
  return groups;
}

const controllerOf = ({ metadata }: KubernetesObject) =>
  metadata.ownerReferences?.find(({ controller }) => controller);

/** ReplicaSets are not read: their name is the Deployment's and a hash. */
function ownerName(pod: KubernetesObject): string | undefined {
  const owner = controllerOf(pod);
  return owner?.kind === 'ReplicaSet'
    ? owner.name.replace(/-[^-]*$/, '')
    : owner?.name;
}

/** Among those of that name; a Pod without owner goes to what selects it. */
function ownerOf(
  pod: KubernetesObject,
  owners: readonly KubernetesObject[],
): ObjectRef {
  const { namespace } = pod.metadata;
  const owner = controllerOf(pod);
  const kind = owner?.kind === 'ReplicaSet' ? 'Deployment' : owner?.kind;
  const found = owners.find(
    candidate =>
      (owner === undefined || candidate.kind === kind) &&
      selects(candidate, pod),
  );
  if (found) return refOf(found);
  if (!owner) return refOf(pod);
  return {
    group: owner.apiVersion.split('/')[0],
    kind: owner.kind,
    namespace,
    name: owner.name,
  };
}

function selects(owner: KubernetesObject, pod: KubernetesObject): boolean {
  const wanted = labels(record(specOf(owner).selector).matchLabels);
  return (
    Object.keys(wanted).length > 0 &&
    hasLabels(labels(pod.metadata.labels), wanted)
  );
}

function ownedWorkload(
  owner: KubernetesObject,
  pods: readonly KubernetesObject[],
): Workload {
  const spec = specOf(owner);
  const template = record(spec.template);
  const metadata = record(template.metadata);
  const desired =
    owner.kind === 'DaemonSet'
      ? integer(record(owner.status).desiredNumberScheduled)
      : integer(spec.replicas);
  return {
    ref: refOf(owner),
    namespace: owner.metadata.namespace ?? '',
    labels:
      pods.length > 0
        ? labels(pods[0].metadata.labels)
        : labels(metadata.labels),
    annotations: labels(metadata.annotations),
    podSpec: template.spec,
    pods,
    desired: desired ?? Math.max(1, pods.length),
  };
}

function looseWorkload(pods: readonly KubernetesObject[]): Workload {
  const [pod] = pods;
  return {
    ref: ownerOf(pod, []),
    namespace: pod.metadata.namespace ?? '',
    labels: labels(pod.metadata.labels),
    annotations: labels(pod.metadata.annotations),
    podSpec: pod.spec,
    pods,
    desired: pods.length,
  };
}
