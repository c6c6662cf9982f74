import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject, StoredObject } from '../../object';
import { mergePatch } from '../../store/mergePatch';
import { ApiError, invalid } from '../ApiError';
import { isRecord, objectFor } from '../validation';
import { checkSame, existing, keyOf, type Write } from './Write';

/** @throws ApiError */
export function update(write: Write, body: unknown): KubernetesObject {
  const { type, version, namespace, name } = write;
  const current = existing(write);
  const sent = objectFor(type, version, namespace, body);
  if (sent.metadata.name !== name) {
    const sentName = sent.metadata.name ?? '';
    throw new ApiError(
      400,
      `the name of the object (${sentName}) does not match the name on the URL (${name})`,
    );
  }
  if (type.custom && !sent.metadata.resourceVersion) {
    const message = 'Invalid value: 0: must be specified for an update';
    throw invalid(
      type,
      name,
      'metadata.resourceVersion',
      'FieldValueInvalid',
      message,
    );
  }
  return replace(write, current, sent);
}

/** JSON merge patch, RFC 7396. @throws ApiError */
export function patch(write: Write, body: unknown): KubernetesObject {
  const { type, version, namespace, name } = write;
  const current = existing(write);
  const apiVersion = type.group ? `${type.group}/${version}` : version;
  const sent = objectFor(
    type,
    version,
    namespace,
    mergePatch({ ...current, apiVersion }, body),
  );
  // Only a version that the patch itself names is a precondition.
  const named =
    isRecord(body) && isRecord(body.metadata)
      ? body.metadata.resourceVersion
      : undefined;
  const resourceVersion = typeof named === 'string' ? named : undefined;
  return replace(write, current, {
    ...sent,
    metadata: { ...sent.metadata, name, resourceVersion },
  });
}

function replace(
  write: Write,
  current: StoredObject,
  sent: KubernetesObject,
): KubernetesObject {
  const { store, dryRun, ofStatus } = write;
  checkSame(write, current, sent.metadata.uid, sent.metadata.resourceVersion);
  const next = ofStatus
    ? { ...current, apiVersion: sent.apiVersion, status: sent.status }
    : merged(write, current, sent);
  if (
    isDeepStrictEqual(
      plain({ ...next, apiVersion: current.apiVersion }),
      plain(current),
    )
  )
    return current;
  const generation = generationOf(write, current, next);
  const object = { ...next, metadata: { ...next.metadata, generation } };
  if (dryRun) return object;
  const released =
    current.metadata.deletionTimestamp && !object.metadata.finalizers?.length;
  return (
    (released && store.delete(keyOf(write))) || store.put(keyOf(write), object)
  );
}

/** What is sent, but for what only the server writes. */
function merged(
  { type }: Write,
  current: StoredObject,
  sent: KubernetesObject,
): KubernetesObject {
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
  const status = type.hasStatus ? current.status : sent.status;
  return { ...sent, metadata: { ...sent.metadata, ...kept }, status };
}

function generationOf(
  { type }: Write,
  current: StoredObject,
  next: KubernetesObject,
): number | undefined {
  const { generation } = current.metadata;
  if (
    !type.countsGenerations ||
    isDeepStrictEqual(wanted(next), wanted(current))
  )
    return generation;
  return (generation ?? 0) + 1;
}

/** What is asked for, without what is observed and what only names it. */
function wanted({
  apiVersion,
  metadata,
  status,
  ...rest
}: KubernetesObject): unknown {
  return plain(rest);
}

/** Without fields that are undefined, which JSON does not have. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
