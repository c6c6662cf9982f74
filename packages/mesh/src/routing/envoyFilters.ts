import { KubernetesObject, ObjectRef, Problem, refOf } from '../resources';
import { Snapshot } from '../snapshot';
import {
  hasLabels,
  labels,
  Labels,
  record,
  records,
  specOf,
  text,
} from './fields';
import { meshConfigOf } from './mesh-config/meshConfigOf';

/** An EnvoyFilter that takes a proxy, and what it patches there: `HTTP_ROUTE`, `HTTP_FILTER`, … */
export interface EnvoyFilterPresence {
  readonly object: ObjectRef;
  readonly patches: readonly string[];
}

export interface PatchedProxy {
  readonly namespace: string;
  readonly labels: Labels;
  readonly isGateway: boolean;
}

/** What an EnvoyFilter does is not interpreted: it is told that the proxy may answer otherwise. */
export function envoyFiltersOf(
  snapshot: Snapshot,
  proxy: PatchedProxy,
): readonly EnvoyFilterPresence[] {
  const { rootNamespace } = meshConfigOf(snapshot);
  return [...new Set([rootNamespace, proxy.namespace])]
    .flatMap(namespace =>
      snapshot.inNamespace('networking.istio.io', 'EnvoyFilter', namespace),
    )
    .filter(filter => takes(filter, proxy))
    .map(filter => ({
      object: refOf(filter),
      patches: patchesOf(filter, proxy),
    }))
    .filter(({ patches }) => patches.length > 0);
}

export function envoyFilterProblems(
  snapshot: Snapshot,
  proxy: PatchedProxy,
): readonly Problem[] {
  return envoyFiltersOf(snapshot, proxy).map(({ object, patches }) => ({
    source: { object, path: 'spec.configPatches' },
    message: `EnvoyFilter ${object.namespace}/${
      object.name
    } patches ${patches.join(', ')}: requests may be answered otherwise`,
  }));
}

/** A filter with targetRefs takes managed gateways alone, which it names; one without selects by labels, or takes every proxy. */
function takes(filter: KubernetesObject, proxy: PatchedProxy): boolean {
  const spec = specOf(filter);
  const targets = records(spec.targetRefs).map(([target]) => target);
  if (targets.length === 0)
    return hasLabels(
      proxy.labels,
      labels(record(spec.workloadSelector).labels),
    );
  const name = proxy.labels['gateway.networking.k8s.io/gateway-name'];
  return (
    name !== undefined &&
    filter.metadata.namespace === proxy.namespace &&
    targets.some(
      target =>
        target.kind === 'Gateway' &&
        target.group === 'gateway.networking.k8s.io' &&
        target.name === name,
    )
  );
}

/** Of a sidecar those that change what it does with requests that its own workload sends. */
function patchesOf(
  filter: KubernetesObject,
  { isGateway }: PatchedProxy,
): string[] {
  const own = isGateway ? 'GATEWAY' : 'SIDECAR_OUTBOUND';
  const places = records(specOf(filter).configPatches)
    .filter(([patch]) =>
      ['ANY', own].includes(text(record(patch.match).context) ?? 'ANY'),
    )
    .map(([patch]) => text(patch.applyTo) ?? 'INVALID');
  return [...new Set(places)].sort();
}
