import type { KubernetesObject, StoredObject } from '../object';

/** One change of one object. `previous` is what it was, so that the past can be listed and a selector's edge seen. */
export interface Change {
  revision: number;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  resource: string;
  /** For DELETED: the last state, with the revision of the deletion. */
  object: StoredObject;
  previous?: StoredObject;
}

export interface ObjectKey {
  resource: string;
  namespace?: string;
  name: string;
}

/** The revision that was asked for is forgotten. */
export class CompactedError extends Error {
  constructor(readonly asked: number, readonly oldest: number) {
    super(`too old resource version: ${asked} (${oldest})`);
  }
}

/** What etcd is to a Kubernetes API server: objects, one counter of revisions for all of them, and the changes since the last compaction. */
export class ObjectStore {
  #revision = 1;
  #compacted = 0;
  #changes: Change[] = [];
  readonly #objects = new Map<string, Map<string, StoredObject>>();
  readonly #listeners = new Set<(change: Change) => void>();

  /** After so many changes the older half of them is compacted. */
  constructor(private readonly history = 20_000) {}

  get revision(): number {
    return this.#revision;
  }

  /** The oldest revision from which changes can still be told. */
  get compacted(): number {
    return this.#compacted;
  }

  get({ resource, namespace, name }: ObjectKey): StoredObject | undefined {
    return this.#objects.get(resource)?.get(pathOf(namespace, name));
  }

  /** Stores the object at a new revision, as it is but for its `resourceVersion`. */
  put(
    { resource, namespace, name }: ObjectKey,
    object: KubernetesObject,
  ): StoredObject {
    const path = pathOf(namespace, name);
    const objects =
      this.#objects.get(resource) ?? new Map<string, StoredObject>();
    const previous = objects.get(path);
    const stored = this.#atNextRevision(object, name);
    objects.set(path, stored);
    this.#objects.set(resource, objects);
    this.#record({
      revision: this.#revision,
      type: previous ? 'MODIFIED' : 'ADDED',
      resource,
      object: stored,
      previous,
    });
    return stored;
  }

  delete({ resource, namespace, name }: ObjectKey): StoredObject | undefined {
    const previous = this.#objects.get(resource)?.get(pathOf(namespace, name));
    if (!previous) return undefined;
    this.#objects.get(resource)?.delete(pathOf(namespace, name));
    const object = this.#atNextRevision(previous, name);
    this.#record({
      revision: this.#revision,
      type: 'DELETED',
      resource,
      object,
      previous,
    });
    return object;
  }

  /** All objects of a resource in the order of their keys, as they were at `revision`. */
  list(resource: string, revision = this.#revision): StoredObject[] {
    const objects = new Map(this.#objects.get(resource));
    const undone =
      revision === this.#revision
        ? []
        : this.changesSince(revision, resource).reverse();
    for (const { object, previous } of undone) {
      const path = pathOf(object.metadata.namespace, object.metadata.name);
      if (previous) objects.set(path, previous);
      else objects.delete(path);
    }
    return [...objects]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, object]) => object);
  }

  resources(): string[] {
    return [...this.#objects.keys()];
  }

  /** @throws CompactedError */
  changesSince(revision: number, resource: string): Change[] {
    if (revision < this.#compacted)
      throw new CompactedError(revision, this.#compacted);
    return this.#changes.filter(
      change => change.revision > revision && change.resource === resource,
    );
  }

  /** Calls `listener` for each change from now on, until the returned function is called. */
  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Forgets all changes up to `revision`. */
  compact(revision = this.#revision) {
    this.#compacted = Math.max(this.#compacted, revision);
    this.#changes = this.#changes.filter(
      change => change.revision > this.#compacted,
    );
  }

  #atNextRevision(object: KubernetesObject, name: string): StoredObject {
    this.#revision += 1;
    return {
      ...object,
      metadata: {
        ...object.metadata,
        name,
        resourceVersion: String(this.#revision),
      },
    };
  }

  #record(change: Change) {
    this.#changes.push(change);
    if (this.#changes.length > this.history)
      this.compact(this.#changes[this.history >> 1].revision);
    for (const listener of this.#listeners) listener(change);
  }
}

/** A namespaced object's key sorts as etcd's does: by namespace, then by name. */
function pathOf(namespace: string | undefined, name: string): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
