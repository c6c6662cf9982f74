import type { StoredObject } from '../../object';
import type { ObjectKey, ObjectStore } from '../../store/ObjectStore';
import { conflict, notFound } from '../ApiError';
import { resourceKey, type ResourceType } from '../resources';

/** One write: where to, of what, and whether for real. */
export interface Write {
  store: ObjectStore;
  type: ResourceType;
  version: string;
  namespace?: string;
  name: string;
  /** `dryRun=All`: everything but storing. */
  dryRun: boolean;
  /** The `status` subresource is written, and nothing else. */
  ofStatus: boolean;
  now: Date;
}

export function keyOf({ type, namespace, name }: Write): ObjectKey {
  return { resource: resourceKey(type), namespace, name };
}

/** @throws ApiError 404 */
export function existing(write: Write): StoredObject {
  const object = write.store.get(keyOf(write));
  if (!object) throw notFound(write.type, write.name);
  return object;
}

/** @throws ApiError 409 if the client means another object, or an older state of this one. */
export function checkSame(
  { type }: Write,
  { metadata }: StoredObject,
  uid: unknown,
  resourceVersion: unknown,
) {
  if (uid && uid !== metadata.uid) {
    const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${metadata.uid}`;
    throw conflict(type, metadata.name, why);
  }
  if (resourceVersion && resourceVersion !== metadata.resourceVersion) {
    const why =
      'the object has been modified; please apply your changes to the latest version and try again';
    throw conflict(type, metadata.name, why);
  }
}

/** RFC 3339 in whole seconds, as Kubernetes writes it. */
export function timestamp(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}
