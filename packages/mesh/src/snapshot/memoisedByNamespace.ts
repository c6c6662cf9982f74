import { KubernetesObject } from '../resources';
import { memoisedBy } from './memoised';
import { Snapshot } from './Snapshot';

/**
 * Kinds that a derivation reads, so that it runs anew only when one of them changes.
 *
 * @public
 */
export type Kinds = readonly (readonly [group: string, kind: string])[];

/**
 * What each namespace says for itself, by namespace. `derive` looks at objects of these kinds in that namespace alone, and so runs anew
 * only where one of them changed.
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
  const listsOf = (snapshot: Snapshot) =>
    kinds.map(([group, kind]) => snapshot.byNamespace(group, kind));
  const deriveIn = memoisedBy(
    ({ lists }: InNamespace) => lists,
    ({ snapshot, namespace }) => derive(snapshot, namespace),
  );
  return memoisedBy(listsOf, snapshot => {
    const byKind = listsOf(snapshot);
    const namespaces = new Set(byKind.flatMap(lists => [...lists.keys()]));
    return new Map(
      Array.from(namespaces, namespace => {
        const lists = byKind.map(each => each.get(namespace) ?? none);
        return [namespace, deriveIn({ snapshot, namespace, lists })];
      }),
    );
  });
}

interface InNamespace {
  readonly snapshot: Snapshot;
  readonly namespace: string;
  readonly lists: readonly (readonly KubernetesObject[])[];
}

const none: readonly KubernetesObject[] = [];
