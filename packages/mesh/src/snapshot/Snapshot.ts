import { KubernetesObject, ObjectRef, Problem } from '../resources';

/**
 * A kind that a snapshot could not show, and why. Such a kind is *unknown*, which is not *none*.
 *
 * @public
 */
export interface UnseenKind {
  group: string;
  kind: string;
  reason: 'forbidden' | 'not-installed' | 'failing';
}

/**
 * What is in one cluster at one moment. Immutable: `with` and `without` give a new one and share what did not change.
 *
 * @public
 */
export interface Snapshot {
  readonly cluster: string;
  readonly problems: readonly Problem[];
  readonly unseen: readonly UnseenKind[];
  /**
   * All objects of a kind, in no order that means anything. Versions are normalised: v1, v1beta1 and v1alpha3 mean the same.
   * The very same array until an object of that kind changes, which {@link memoised} makes use of.
   */
  list(group: string, kind: string): readonly KubernetesObject[];
  inNamespace(
    group: string,
    kind: string,
    namespace: string,
  ): readonly KubernetesObject[];
  /**
   * All objects of a kind by namespace; those of a cluster are under the empty name. The very same map until an object of that kind
   * changes, and the very same array in it until one changes in that namespace.
   */
  byNamespace(
    group: string,
    kind: string,
  ): ReadonlyMap<string, readonly KubernetesObject[]>;
  get(ref: ObjectRef): KubernetesObject | undefined;
  with(object: unknown): Snapshot;
  without(ref: ObjectRef): Snapshot;
  /** These objects instead of all that were known of the kind: what a list says. */
  withAll(group: string, kind: string, objects: Iterable<unknown>): Snapshot;
  withUnseen(unseen: readonly UnseenKind[]): Snapshot;
}

/**
 * Clusters by name: some questions span them.
 *
 * @public
 */
export type Mesh = ReadonlyMap<string, Snapshot>;
