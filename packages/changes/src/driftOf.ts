import {
  Kind,
  KubernetesObject,
  ObjectRef,
  project,
  refOf,
  Snapshot,
} from '@product-gateways/mesh';
import { differencesOf } from './drift';
import { DesiredCluster } from './Planning';
import { readManifests } from './tree/manifests';

/**
 * An object that git and the cluster do not say alike. Only fields that git states are compared.
 *
 * `not-live`: git has it, the cluster has not. `not-in-git`: the reverse. `unknown`: the cluster does not show objects of this kind.
 *
 * @public
 */
export interface ObjectDrift {
  ref: ObjectRef;
  state: 'differs' | 'not-live' | 'not-in-git' | 'unknown';
  /** In git, relative to the repository. */
  file?: string;
  /** The fields that differ, e.g. `spec.http[0].route`. */
  fields: readonly string[];
}

/**
 * What git says of a cluster against what the cluster has.
 *
 * @param kinds - Those that the cluster is watched for: nothing can be said of others
 * @param isMeant - Whether an object is to be compared
 * @public
 */
export function driftOf(
  { tree, folder }: DesiredCluster,
  snapshot: Snapshot,
  kinds: readonly Kind[],
  isMeant: (object: KubernetesObject) => boolean,
): ObjectDrift[] {
  const { all, find } = readManifests(tree, folder);
  const isWatched = watching(kinds);
  const stated = all
    .filter(({ object }) => isWatched(refOf(object)) && isMeant(object))
    .flatMap(({ object, file }) => drifted(object, file, snapshot));
  const liveAlone = kinds
    .filter(({ group }) => writtenGroups.has(group))
    .flatMap(({ group, kind }) => snapshot.list(group, kind))
    .filter(object => isMeant(object) && isWrittenByPeople(object))
    .map(refOf)
    .filter(ref => !find(ref).length)
    .map(ref => ({ ref, state: 'not-in-git' as const, fields: [] }));
  return [...stated, ...liveAlone];
}

/** Those whose objects people write; of others, controllers make many. */
const writtenGroups = new Set([
  'networking.istio.io',
  'security.istio.io',
  'gateway.networking.k8s.io',
  'networking.k8s.io',
]);

function watching(kinds: readonly Kind[]): (ref: ObjectRef) => boolean {
  const known = new Set(kinds.map(({ group, kind }) => `${group}/${kind}`));
  return ({ group, kind }) => known.has(`${group}/${kind}`);
}

function drifted(
  stated: KubernetesObject,
  file: string,
  snapshot: Snapshot,
): ObjectDrift[] {
  const ref = refOf(stated);
  const isUnseen = snapshot.unseen.some(
    ({ group, kind }) => group === ref.group && kind === ref.kind,
  );
  if (isUnseen) return [{ ref, file, state: 'unknown', fields: [] }];
  const live = snapshot.get(ref);
  if (!live) return [{ ref, file, state: 'not-live', fields: [] }];
  const fields = differencesOf(comparable(stated), live);
  return fields.length ? [{ ref, file, state: 'differs', fields }] : [];
}

/** What snapshots keep of an object, without its version: all versions mean the same, and the server may show another. */
function comparable(object: KubernetesObject): unknown {
  const { apiVersion: _, ...kept } = Object(project(object));
  return JSON.parse(JSON.stringify(kept));
}

/** Controllers make objects for their owners: EndpointSlices, the Deployment of a managed Gateway. */
function isWrittenByPeople({ metadata }: KubernetesObject): boolean {
  return !metadata.ownerReferences?.length;
}
