/**
 * A pure function of one object, computed once for each: for what is derived from a snapshot, a mesh or a list of one of them.
 * Snapshots share what did not change, so a function of `snapshot.list(…)` is computed anew only when that kind changes.
 */
export function memoised<K extends object, T>(
  derive: (from: K) => T,
): (from: K) => T {
  const known = new WeakMap<K, { value: T }>();
  return from => {
    const entry = known.get(from) ?? { value: derive(from) };
    known.set(from, entry);
    return entry.value;
  };
}
