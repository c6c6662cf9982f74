import { randomBytes, randomUUID } from 'node:crypto';
import type { KubernetesObject } from '../../object';
import { alreadyExists, ApiError, notFound } from '../ApiError';
import {
  customResourceDefinitions,
  namespaces,
  resourceKey,
  type ResourceType,
} from '../resources';
import { checkName, objectFor } from '../validation';
import { established } from './crdStatus';
import { keyOf, timestamp, type Write } from './Write';

/** @throws ApiError */
export function create(
  write: Omit<Write, 'name' | 'ofStatus'>,
  body: unknown,
): KubernetesObject {
  const { store, type, version, namespace, dryRun, now } = write;
  const sent = objectFor(type, version, namespace, body);
  const name = sent.metadata.name || madeName(sent.metadata.generateName);
  checkName(type, name);
  if (sent.metadata.resourceVersion) {
    throw new ApiError(
      500,
      'resourceVersion should not be set on objects to be created',
    );
  }
  if (
    namespace !== undefined &&
    !store.get({ resource: resourceKey(namespaces), name: namespace })
  ) {
    throw notFound(namespaces, namespace);
  }
  const key = keyOf({ ...write, name, ofStatus: false });
  if (store.get(key)) throw alreadyExists(type, name);
  const metadata = {
    ...sent.metadata,
    name,
    uid: randomUUID(),
    creationTimestamp: timestamp(now),
    generation: type.countsGenerations ? 1 : undefined,
    deletionTimestamp: undefined,
  };
  const status = type.hasStatus ? undefined : sent.status;
  const object = withServerFields(type, { ...sent, metadata, status }, now);
  return dryRun ? object : store.put(key, object);
}

function madeName(prefix: string | undefined): string | undefined {
  return prefix && `${prefix}${randomBytes(3).toString('hex').slice(0, 5)}`;
}

/** The little that a server itself adds to a new object of these two kinds, and that others rely on. */
function withServerFields(
  type: ResourceType,
  object: KubernetesObject,
  now: Date,
): KubernetesObject {
  if (type === customResourceDefinitions) return established(object, now);
  if (type !== namespaces) return object;
  const { metadata } = object;
  const labels = {
    ...metadata.labels,
    'kubernetes.io/metadata.name': metadata.name ?? '',
  };
  return {
    ...object,
    metadata: { ...metadata, labels },
    status: { phase: 'Active' },
  };
}
