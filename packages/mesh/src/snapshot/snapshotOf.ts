import { Map as PersistentMap } from 'immutable';
import {
  groupOf,
  keyOf,
  KubernetesObject,
  ObjectRef,
  Problem,
  readObject,
  refOf,
} from '../resources';
import { memoised } from './memoised';
import { Snapshot, UnseenKind } from './Snapshot';

/**
 * Reads objects as they come from an API server or a file. Of two with the same name the later counts.
 *
 * @public
 */
export function snapshotOf(
  cluster: string,
  objects: Iterable<unknown>,
  options: { unseen?: readonly UnseenKind[] } = {},
): Snapshot {
  const { unseen = [] } = options;
  return snapshot(cluster, unseen, withObjects(nothing, objects));
}

interface Contents {
  kinds: Kinds;
  /** By the key of the object that they are about. */
  problems: PersistentMap<string, readonly Problem[]>;
}

// Persistent maps: a change copies the path to one object, and all else is shared.
type Kinds = PersistentMap<string, Namespaces>;
type Namespaces = PersistentMap<string, Names>;
type Names = PersistentMap<string, KubernetesObject>;

const noNames: Names = PersistentMap();
const noNamespaces: Namespaces = PersistentMap();
const nothing: Contents = { kinds: PersistentMap(), problems: PersistentMap() };

function snapshot(
  cluster: string,
  unseen: readonly UnseenKind[],
  contents: Contents,
): Snapshot {
  const { kinds, problems } = contents;
  const namespacesOf = (group: string, kind: string) =>
    kinds.get(kindKey(group, kind), noNamespaces);
  const namesOf = (group: string, kind: string, namespace: string) =>
    namespacesOf(group, kind).get(namespace, noNames);

  const self: Snapshot = {
    cluster,
    unseen,
    get problems() {
      return allProblems(problems);
    },
    list: (group, kind) => allObjects(namespacesOf(group, kind)),
    inNamespace: (group, kind, namespace) =>
      objectsByNamespace(namespacesOf(group, kind)).get(namespace) ?? none,
    byNamespace: (group, kind) => objectsByNamespace(namespacesOf(group, kind)),
    get: ({ group, kind, namespace = '', name }) =>
      namesOf(group, kind, namespace).get(name),
    with: object => next(withObjects(contents, [object])),
    without: ref => next(withoutObject(contents, ref)),
    withAll: (group, kind, objects) =>
      next(withObjects(withoutKind(contents, group, kind), objects)),
    withUnseen: nowUnseen => snapshot(cluster, nowUnseen, contents),
  };
  const next = (changed: Contents) =>
    changed === contents ? self : snapshot(cluster, unseen, changed);
  return self;
}

const none: readonly KubernetesObject[] = [];

const objectsOf = memoised((names: Names) => [...names.values()]);

const objectsByNamespace = memoised(
  (namespaces: Namespaces): Map<string, readonly KubernetesObject[]> =>
    new Map(
      Array.from(namespaces, ([namespace, names]) => [
        namespace,
        objectsOf(names),
      ]),
    ),
);

const allObjects = memoised((namespaces: Namespaces) =>
  [...objectsByNamespace(namespaces).values()].flat(),
);

const allProblems = memoised((problems: Contents['problems']) =>
  [...problems.values()].flat(),
);

function withObjects(contents: Contents, objects: Iterable<unknown>): Contents {
  const kinds = contents.kinds.asMutable();
  const problems = contents.problems.asMutable();
  for (const object of objects) {
    const { value, problems: found } = readObject(object);
    if (value) {
      const { name, namespace = '' } = value.metadata;
      const kind = kindKey(groupOf(value.apiVersion), value.kind);
      // Not update(): it refuses a namespace called "constructor".
      const namespaces = kinds.get(kind, noNamespaces);
      const names = namespaces.get(namespace, noNames).set(name, value);
      kinds.set(kind, namespaces.set(namespace, names));
      if (!problems.isEmpty()) problems.delete(keyOf(refOf(value)));
    }
    const [first] = found;
    if (first) problems.set(keyOf(first.source.object), found);
  }
  return { kinds: kinds.asImmutable(), problems: problems.asImmutable() };
}

function withoutObject(contents: Contents, ref: ObjectRef): Contents {
  const { group, kind, namespace = '', name } = ref;
  const namespaces = contents.kinds.get(kindKey(group, kind), noNamespaces);
  const names = namespaces.get(namespace, noNames);
  if (!names.has(name)) return contents;

  const left = names.delete(name);
  return {
    kinds: contents.kinds.set(
      kindKey(group, kind),
      left.isEmpty()
        ? namespaces.delete(namespace)
        : namespaces.set(namespace, left),
    ),
    problems: contents.problems.delete(keyOf(ref)),
  };
}

function withoutKind(
  contents: Contents,
  group: string,
  kind: string,
): Contents {
  return {
    kinds: contents.kinds.delete(kindKey(group, kind)),
    problems: contents.problems.filter(([{ source }]) => {
      return source.object.group !== group || source.object.kind !== kind;
    }),
  };
}

function kindKey(group: string, kind: string): string {
  return `${group}/${kind}`;
}
