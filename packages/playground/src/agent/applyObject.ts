import {
  StatusError,
  type ClusterClient,
  type KubernetesObject,
  type StoredObject,
} from '@product-gateways/sample-cluster';
import { states } from './states';
import { annotationOf, digestAnnotation } from './tracking';

export type Applied = 'created' | 'changed' | 'unchanged';

/**
 * Creates an object, or replaces it where it differs from what git states or git has changed since. With `restore` it is
 * replaced in any case.
 */
export async function applyObject(
  client: ClusterClient,
  desired: KubernetesObject,
  { restore }: { restore: boolean },
): Promise<Applied> {
  // The loops write too: whoever read an old version reads again.
  for (let attempt = 1; ; attempt++) {
    try {
      const live = await read(client, desired);
      if (!live) {
        await client.create(desired);
        return 'created';
      }
      if (!restore && isApplied(live, desired)) return 'unchanged';
      const { resourceVersion } = await client
        .replace(replacement(desired, live, restore))
        .then(({ metadata }) => metadata);
      return resourceVersion === live.metadata.resourceVersion
        ? 'unchanged'
        : 'changed';
    } catch (error) {
      if (!isConflict(error) || attempt === 5) throw error;
    }
  }
}

export async function read(
  client: ClusterClient,
  object: KubernetesObject,
): Promise<StoredObject | undefined> {
  try {
    return await client.get(object);
  } catch (error) {
    if (error instanceof StatusError && error.code === 404) return undefined;
    throw error;
  }
}

function isApplied(live: KubernetesObject, desired: KubernetesObject): boolean {
  return (
    annotationOf(live, digestAnnotation) ===
      annotationOf(desired, digestAnnotation) && states(live, desired)
  );
}

function replacement(
  desired: KubernetesObject,
  live: StoredObject,
  restore: boolean,
): KubernetesObject {
  const { resourceVersion } = live.metadata;
  const next = {
    ...desired,
    metadata: { ...desired.metadata, resourceVersion },
  };
  const scaled = isScaled(live) && isScaled(desired) && !restore;
  if (!scaled || desired.spec.replicas !== undefined) return next;
  // Where git states no replicas, an autoscaler owns them.
  return { ...next, spec: { ...desired.spec, replicas: live.spec.replicas } };
}

function isScaled(
  object: KubernetesObject,
): object is KubernetesObject & { spec: { replicas?: number } } {
  return object.kind === 'Deployment' && typeof object.spec === 'object';
}

function isConflict(error: unknown): boolean {
  return error instanceof StatusError && error.code === 409;
}
