import { KubernetesObject, ObjectRef } from '@product-gateways/mesh';
import { Condition } from '../ChangePlan';
import { PlannedCluster } from './plannedCluster';

/** What is asked of an object, and when it must be so. */
export interface Asked extends Pick<Condition, 'when' | 'text'> {
  id: string;
}

/** What was found, and the evidence for it. */
export type Found = Pick<Condition, 'state' | 'evidence'>;

/** A condition on a live object. Where its kind is not seen now it is a question: what was true last may be so no more. */
export function observed(
  place: PlannedCluster,
  ref: ObjectRef,
  asked: Asked,
  look: (object: KubernetesObject) => Found,
): Condition {
  const object = place.snapshot.get(ref);
  return seen(place, [ref], asked, () =>
    object
      ? look(object)
      : { state: 'unmet', evidence: 'It is not there yet.' },
  );
}

/** A condition on a live cluster, for which these kinds must be seen. */
export function seen(
  { cluster, snapshot, state }: PlannedCluster,
  kinds: readonly Pick<ObjectRef, 'group' | 'kind'>[],
  asked: Asked,
  look: () => Found,
): Condition {
  const unseen = kinds.find(({ group, kind }) =>
    snapshot.unseen.some(other => other.group === group && other.kind === kind),
  );
  const isNow = state.state === 'live' || state.state === 'partial';
  if (isNow && !unseen) return { ...asked, ...look() };
  const reason = unseen
    ? `${unseen.kind}s of cluster ${cluster} are not seen.`
    : `Cluster ${cluster} is ${state.state}; it was last seen at ${state.observedAt}.`;
  return {
    ...asked,
    state: 'unknown',
    evidence: reason,
    question: `The portal cannot see it now. Is it so in cluster ${cluster}: ${asked.text}`,
  };
}
