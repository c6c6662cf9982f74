import {
  keyOf,
  KubernetesObject,
  ObjectRef,
  refOf,
  Snapshot,
} from '@product-gateways/mesh';
import { FileEdit } from './ChangePlan';
import { ManifestEdit } from './tree/fileEdits';
import { readManifestFile } from './tree/readManifestFile';

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
    result = result.with(born(live?.metadata.creationTimestamp, object));
  }
  return result;
}

/** The very same object for the same birthday: what is known of an object is remembered by it. */
function born(
  creationTimestamp: string | undefined,
  object: KubernetesObject,
): KubernetesObject {
  const known = dated.get(object);
  if (known && known.metadata.creationTimestamp === creationTimestamp)
    return known;
  const metadata = { ...object.metadata, creationTimestamp };
  const result = { ...object, metadata };
  dated.set(object, result);
  return result;
}

const dated = new WeakMap<KubernetesObject, KubernetesObject>();

/** A cluster once edits of git's objects are applied to it. */
export function edited(
  snapshot: Snapshot,
  edits: readonly ManifestEdit[],
): Snapshot {
  return withChanges(
    snapshot,
    edits.flatMap(({ object }) => object ?? []),
    edits
      .filter(({ object }) => !object)
      .map(({ manifest }) => refOf(manifest.object)),
  );
}

/** A cluster once edited files are applied to it: what they say no more is gone from it. */
export function merged(
  snapshot: Snapshot,
  edits: readonly FileEdit[],
): Snapshot {
  const after = edits.flatMap(edit => objectsOf(edit.path, edit.after));
  const stays = new Set(after.map(object => keyOf(refOf(object))));
  const before = edits.flatMap(edit => objectsOf(edit.path, edit.before));
  return withChanges(
    snapshot,
    after,
    before.map(refOf).filter(ref => !stays.has(keyOf(ref))),
  );
}

function withChanges(
  snapshot: Snapshot,
  stated: readonly KubernetesObject[],
  gone: readonly ObjectRef[],
): Snapshot {
  return gone.reduce(
    (result, ref) => result.without(ref),
    overlay(snapshot, stated),
  );
}

function objectsOf(path: string, text = ''): KubernetesObject[] {
  return readManifestFile(path, text).manifests.map(({ object }) => object);
}
