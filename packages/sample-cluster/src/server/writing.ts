import { randomBytes, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject, StoredObject } from '../object';
import type { ObjectStore } from '../store/ObjectStore';
import { mergePatch } from '../store/mergePatch';
import {
  alreadyExists,
  ApiError,
  conflict,
  invalid,
  notFound,
} from './ApiError';
import { established } from './crdStatus';
import {
  customResourceDefinitions,
  namespaces,
  resourceKey,
  type ResourceType,
} from './resources';
import { checkName, isRecord, objectFor } from './validation';

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
}

export function create(
  write: Omit<Write, 'name' | 'ofStatus'>,
  body: unknown,
  now: Date,
): KubernetesObject {
  const { store, type, version, namespace, dryRun } = write;
  const sent = objectFor(type, version, namespace, body);
  const { generateName } = sent.metadata;
  const name =
    sent.metadata.name ||
    (generateName &&
      `${generateName}${randomBytes(3).toString('hex').slice(0, 5)}`);
  checkName(type, name);
  if (sent.metadata.resourceVersion)
    throw new ApiError(
      500,
      'resourceVersion should not be set on objects to be created',
    );
  checkNamespace(store, type, namespace);
  const key = { resource: resourceKey(type), namespace, name };
  if (store.get(key)) throw alreadyExists(type, name);
  const metadata = {
    ...sent.metadata,
    name,
    uid: randomUUID(),
    creationTimestamp: now.toISOString().replace(/\.\d+Z$/, 'Z'),
    generation: type.countsGenerations ? 1 : undefined,
    deletionTimestamp: undefined,
  };
  const object = withServerFields(
    type,
    { ...sent, metadata, status: type.hasStatus ? undefined : sent.status },
    now,
  );
  return dryRun ? object : store.put(key, object);
}

export function update(write: Write, body: unknown): KubernetesObject {
  const current = existing(write);
  const sent = objectFor(write.type, write.version, write.namespace, body);
  if (sent.metadata.name !== write.name) {
    throw new ApiError(
      400,
      `the name of the object (${
        sent.metadata.name ?? ''
      }) does not match the name on the URL (${write.name})`,
    );
  }
  if (write.type.custom && !sent.metadata.resourceVersion) {
    const message = 'Invalid value: 0: must be specified for an update';
    throw invalid(
      write.type,
      write.name,
      'metadata.resourceVersion',
      'FieldValueInvalid',
      message,
    );
  }
  return replace(write, current, sent);
}

/** JSON merge patch, RFC 7396. */
export function patch(write: Write, body: unknown): KubernetesObject {
  const current = existing(write);
  const { type, version, namespace } = write;
  const asServed = {
    ...current,
    apiVersion: type.group ? `${type.group}/${version}` : version,
  };
  const { resourceVersion } =
    isRecord(body) && isRecord(body.metadata) ? body.metadata : {};
  const sent = objectFor(type, version, namespace, mergePatch(asServed, body));
  return replace(write, current, {
    ...sent,
    metadata: {
      ...sent.metadata,
      name: write.name,
      resourceVersion: resourceVersion as string,
    },
  });
}

export function remove(
  { store, type, namespace, name, dryRun, ...rest }: Write,
  options: unknown,
  now: Date,
): StoredObject {
  const current = existing({ store, type, namespace, name, dryRun, ...rest });
  const { uid, resourceVersion } =
    isRecord(options) && isRecord(options.preconditions)
      ? options.preconditions
      : {};
  checkSame(type, current, uid, resourceVersion);
  if (dryRun) return current;
  const key = { resource: resourceKey(type), namespace, name };
  if (current.metadata.finalizers?.length) {
    const deletionTimestamp =
      current.metadata.deletionTimestamp ??
      now.toISOString().replace(/\.\d+Z$/, 'Z');
    return store.put(key, {
      ...current,
      metadata: { ...current.metadata, deletionTimestamp },
    });
  }
  store.delete(key);
  if (type === namespaces)
    deleteAll(store, object => object.metadata.namespace === name);
  if (type === customResourceDefinitions)
    deleteAll(store, (_, resource) => resource === name);
  return current;
}

/** A namespace and a CRD take their objects with them. A real cluster's controllers do that; other owners' objects are left to controllers. */
function deleteAll(
  store: ObjectStore,
  belongs: (object: StoredObject, resource: string) => boolean,
) {
  for (const resource of store.resources()) {
    for (const object of store.list(resource)) {
      const { namespace, name } = object.metadata;
      if (belongs(object, resource))
        store.delete({ resource, namespace, name });
    }
  }
}

function existing({ store, type, namespace, name }: Write): StoredObject {
  const object = store.get({ resource: resourceKey(type), namespace, name });
  if (!object) throw notFound(type, name);
  return object;
}

function replace(
  write: Write,
  current: StoredObject,
  sent: KubernetesObject,
): KubernetesObject {
  const { store, type, namespace, name, dryRun, ofStatus } = write;
  checkSame(type, current, sent.metadata.uid, sent.metadata.resourceVersion);
  const {
    uid,
    creationTimestamp,
    deletionTimestamp,
    generation,
    resourceVersion,
  } = current.metadata;
  const kept = {
    uid,
    creationTimestamp,
    deletionTimestamp,
    generation,
    resourceVersion,
  };
  const next: KubernetesObject = ofStatus
    ? { ...current, apiVersion: sent.apiVersion, status: sent.status }
    : {
        ...sent,
        metadata: { ...sent.metadata, ...kept },
        status: type.hasStatus ? current.status : sent.status,
      };
  if (
    isDeepStrictEqual(
      plain({ ...next, apiVersion: current.apiVersion }),
      plain(current),
    )
  )
    return current;
  if (
    type.countsGenerations &&
    !isDeepStrictEqual(wanted(next), wanted(current))
  )
    next.metadata.generation = (generation ?? 0) + 1;
  if (dryRun) return next;
  const key = { resource: resourceKey(type), namespace, name };
  if (deletionTimestamp && !next.metadata.finalizers?.length)
    return store.delete(key) ?? next;
  return store.put(key, next);
}

/** What is asked for, without what is observed and what only names it. */
function wanted({ apiVersion, metadata, status, ...rest }: KubernetesObject) {
  return plain(rest);
}

/** Without fields that are undefined, which JSON does not have. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** @throws ApiError 409 if the client means another object, or an older state of this one. */
function checkSame(
  type: ResourceType,
  current: StoredObject,
  uid: unknown,
  resourceVersion: unknown,
) {
  const {
    name,
    uid: currentUid,
    resourceVersion: currentVersion,
  } = current.metadata;
  if (uid && uid !== currentUid) {
    throw conflict(
      type,
      name,
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${currentUid}`,
    );
  }
  if (resourceVersion && resourceVersion !== currentVersion) {
    const advice =
      'the object has been modified; please apply your changes to the latest version and try again';
    throw conflict(type, name, advice);
  }
}

function checkNamespace(
  store: ObjectStore,
  { namespaced }: ResourceType,
  namespace: string | undefined,
) {
  if (!namespaced || namespace === undefined) return;
  if (!store.get({ resource: resourceKey(namespaces), name: namespace }))
    throw notFound(namespaces, namespace);
}

/** The little that a server itself adds to a new object of these two kinds, and that others rely on. */
function withServerFields(
  type: ResourceType,
  object: KubernetesObject,
  now: Date,
): KubernetesObject {
  if (type === customResourceDefinitions) return established(object, now);
  if (type !== namespaces) return object;
  const labels = {
    ...object.metadata.labels,
    'kubernetes.io/metadata.name': object.metadata.name ?? '',
  };
  return {
    ...object,
    metadata: { ...object.metadata, labels },
    status: { phase: 'Active' },
  };
}
