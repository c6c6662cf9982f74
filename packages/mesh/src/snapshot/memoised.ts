/**
 * A pure function of one object, computed once for each: for what is derived from a snapshot, a mesh or a list of one of them.
 * Snapshots share what did not change, so a function of `snapshot.list(…)` is computed anew only when that kind changes.
 *
 * @public
 */
export function memoised<K extends object, T>(
  derive: (from: K) => T,
): (from: K) => T {
  const known = new WeakMap<K, { value: T }>();
  return from => {
    const found = known.get(from);
    if (found) return found.value;
    const entry = { value: derive(from) };
    known.set(from, entry);
    return entry.value;
  };
}

/**
 * The same for a function that looks at parts of an object alone, and at all parts that `parts` lists: computed once for each
 * combination of them.
 *
 * @example
 * ```ts
 * memoisedBy(s => [s.list('', 'Service'), s.list('', 'Pod')], podsOfServices);
 * ```
 *
 * @public
 */
export function memoisedBy<K, T>(
  parts: (from: K) => readonly object[],
  derive: (from: K) => T,
): (from: K) => T {
  const root = new Branch<T>();
  return from => {
    let branch = root;
    for (const part of parts(from)) branch = branch.child(part);
    branch.entry ??= { value: derive(from) };
    return branch.entry.value;
  };
}

/**
 * The same for a function that is asked about one thing in an object, such as a gateway in a snapshot, by a key.
 *
 * @public
 */
export function memoisedByKey<K, T>(
  parts: (from: K) => readonly object[],
  derive: (from: K, key: string) => T,
): (from: K, key: string) => T {
  const knownOf = memoisedBy(parts, () => new Map<string, { value: T }>());
  return (from, key) => {
    const known = knownOf(from);
    const entry = known.get(key) ?? { value: derive(from, key) };
    known.set(key, entry);
    return entry.value;
  };
}

class Branch<T> {
  entry?: { value: T };
  /** Most branches have none. */
  private children?: WeakMap<object, Branch<T>>;

  child(part: object): Branch<T> {
    this.children ??= new WeakMap();
    const known = this.children.get(part);
    if (known) return known;
    const child = new Branch<T>();
    this.children.set(part, child);
    return child;
  }
}
