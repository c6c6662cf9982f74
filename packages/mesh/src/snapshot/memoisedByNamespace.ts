import { KubernetesObject } from '../resources';
import { memoised, memoisedBy } from './memoised';
import { Snapshot } from './Snapshot';

/**
 * Kinds that a derivation reads, so that it runs anew only when one of them changes.
 *
 * @public
 */
export type Kinds = readonly (readonly [group: string, kind: string])[];

/**
 * What each namespace says for itself, by namespace. `derive` looks at objects of these kinds in that namespace alone, and so runs anew
 * only where one of them changed. Of the kind Namespace that is the object that describes the namespace.
 *
 * @example
 * ```ts
 * memoisedByNamespace([['', 'Pod']], (snapshot, namespace) => snapshot.inNamespace('', 'Pod', namespace).length);
 * ```
 *
 * @public
 */
export function memoisedByNamespace<T>(
  kinds: Kinds,
  derive: (snapshot: Snapshot, namespace: string) => T,
): (snapshot: Snapshot) => ReadonlyMap<string, T> {
  const statedBy = (snapshot: Snapshot) =>
    kinds.map(([group, kind]) => {
      const lists = snapshot.byNamespace(group, kind);
      return group === '' && kind === 'Namespace' ? byName(lists) : lists;
    });
  const deriveIn = memoisedBy(
    ({ stated }: InNamespace) => stated,
    ({ snapshot, namespace }) => derive(snapshot, namespace),
  );
  return memoisedBy(statedBy, snapshot => {
    const byKind = statedBy(snapshot);
    const namespaces = new Set(byKind.flatMap(lists => [...lists.keys()]));
    return new Map(
      Array.from(namespaces, namespace => {
        const stated = byKind.map(each => each.get(namespace) ?? nothing);
        return [namespace, deriveIn({ snapshot, namespace, stated })];
      }),
    );
  });
}

interface InNamespace {
  readonly snapshot: Snapshot;
  readonly namespace: string;
  /** For each kind its objects there, or nothing. */
  readonly stated: readonly object[];
}

const nothing = {};

const byName: (
  namespaces: ReadonlyMap<string, readonly KubernetesObject[]>,
) => ReadonlyMap<string, object> = memoised(
  namespaces =>
    new Map(namespaces.get('')?.map(object => [object.metadata.name, object])),
);
