import type { StoredObject } from '../../object';
import type { ObjectStore } from '../../store/ObjectStore';
import { customResourceDefinitions, namespaces } from '../resources';
import { isRecord } from '../validation';
import { checkSame, existing, keyOf, timestamp, type Write } from './Write';

/**
 * Deletes an object, or, where finalizers keep it, marks it. @throws ApiError
 * @param options - DeleteOptions, of which preconditions are read
 */
export function remove(write: Write, options?: unknown): StoredObject {
  const { store, type, name, dryRun, now } = write;
  const current = existing(write);
  const preconditions =
    isRecord(options) && isRecord(options.preconditions)
      ? options.preconditions
      : {};
  checkSame(write, current, preconditions.uid, preconditions.resourceVersion);
  if (dryRun) return current;
  if (current.metadata.finalizers?.length) {
    const deletionTimestamp =
      current.metadata.deletionTimestamp ?? timestamp(now);
    return store.put(keyOf(write), {
      ...current,
      metadata: { ...current.metadata, deletionTimestamp },
    });
  }
  store.delete(keyOf(write));
  if (type === namespaces)
    removeAll(store, object => object.metadata.namespace === name);
  if (type === customResourceDefinitions)
    removeAll(store, (_, resource) => resource === name);
  return current;
}

/** A namespace and a CRD take their objects with them, for which a real cluster has controllers. Other owners' objects stay. */
function removeAll(
  store: ObjectStore,
  belongs: (object: StoredObject, resource: string) => boolean,
) {
  for (const resource of store.resources()) {
    for (const object of store
      .list(resource)
      .filter(each => belongs(each, resource))) {
      const { namespace, name } = object.metadata;
      store.delete({ resource, namespace, name });
    }
  }
}
