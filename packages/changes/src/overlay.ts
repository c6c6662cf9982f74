import { KubernetesObject, refOf, Snapshot } from '@product-gateways/mesh';

/**
 * A cluster once these objects of git are applied to it. Routes of one host are tried in the order of their objects' age, so an object
 * that is live keeps its birthday.
 */
export function overlay(
  snapshot: Snapshot,
  objects: Iterable<KubernetesObject>,
): Snapshot {
  let result = snapshot;
  for (const object of objects) {
    const live = snapshot.get(refOf(object));
    const { creationTimestamp } = live?.metadata ?? {};
    const metadata = { ...object.metadata, creationTimestamp };
    result = result.with({ ...object, metadata });
  }
  return result;
}
