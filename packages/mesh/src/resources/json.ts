/**
 * An object of JSON, whatever is in it.
 *
 * @public
 */
export type JsonRecord = Readonly<Record<string, unknown>>;

/**
 * Whether a value is an object: neither a list nor null.
 *
 * @public
 */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * An empty object for keys that users choose. It inherits nothing, so that `labels['constructor']` is what the object says.
 * `__proto__` is no key of any Kubernetes object and is left out by all who fill one.
 */
export function emptyRecord<T>(): Record<string, T> {
  return Object.create(null);
}

/** A value as an error message calls it: `a string`, `a list`, `nothing`. */
export function nameOfType(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return `a ${typeof value}`;
}
