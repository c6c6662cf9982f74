import { isRecord, JsonRecord, nameOfType } from './json';
import { below, Path } from './path';
import { expectation, Schema } from './schema';

/** What {@link conform} gives for a value that is not as its schema says. */
export const malformed = Symbol('malformed');

export interface Reading {
  /** No path: the whole object. */
  report(path: Path | undefined, message: string): void;
  /** How many more values may be read: a few lines of YAML can expand to billions. */
  budget: number;
}

const maxDepth = 64;

/**
 * JSON made to be as the schema says, so that who reads on need not look twice; fields that the schema does not know stay. What is as
 * it should be is not copied.
 *
 * What is malformed takes with it the smallest thing that stands alone: the list item around it, else the whole value; and a list
 * goes with its last item. Leaving out only the malformed field would let the rest mean more than it says: a route without its
 * match takes every request, a Gateway without its selector every workload.
 *
 * An unknown word of an enum stays: a newer version of the API may have more of them. Null is absence, as in the API server.
 */
export function conform(
  value: unknown,
  schema: Schema,
  path: Path,
  reading: Reading,
): unknown | typeof malformed {
  reading.budget -= 1;
  if (reading.budget < 0) {
    if (reading.budget === -1) reading.report(path, 'too large to be read');
    return malformed;
  }
  if (path.depth > maxDepth) {
    reading.report(path, `nested deeper than ${maxDepth} levels`);
    return malformed;
  }
  if (!isOfType(value, schema)) {
    const found = nameOfType(value);
    reading.report(path, `expected ${expectation(schema)}, found ${found}`);
    return malformed;
  }
  if (Array.isArray(value)) return conformList(value, schema, path, reading);
  if (isRecord(value)) return conformRecord(value, schema, path, reading);
  if (schema.enum && !schema.enum.includes(value)) {
    const found = JSON.stringify(value).slice(0, 100);
    const words = schema.enum.join(', ');
    reading.report(path, `expected one of ${words}, found ${found}`);
  }
  return value;
}

function isOfType(value: unknown, schema: Schema): boolean {
  if (schema['x-kubernetes-int-or-string'])
    return Number.isInteger(value) || typeof value === 'string';
  switch (schema.type) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isRecord(value);
    case 'integer':
      return Number.isInteger(value);
    case undefined:
      return ['object', 'string', 'number', 'boolean'].includes(typeof value);
    default:
      return typeof value === schema.type;
  }
}

function conformList(
  list: readonly unknown[],
  { items = {}, 'x-kubernetes-list-map-keys': keys }: Schema,
  path: Path,
  reading: Reading,
): readonly unknown[] | typeof malformed {
  const seen = new Set<string>();
  const isRepeated = (item: unknown, at: Path) => {
    if (!keys || !isRecord(item)) return false;
    const identity = JSON.stringify(keys.map(key => item[key]));
    if (!seen.has(identity)) return !seen.add(identity);
    reading.report(at, `an earlier item has the same ${keys.join(' and ')}`);
    return true;
  };
  const kept: unknown[] = [];
  for (const [index, item] of list.entries()) {
    const at = below(path, index);
    const read = conform(item, items, at, reading);
    if (read !== malformed && !isRepeated(read, at)) kept.push(read);
  }
  if (list.length > 0 && kept.length === 0) return malformed;
  const isSame =
    kept.length === list.length &&
    kept.every((item, index) => item === list[index]);
  return isSame ? list : kept;
}

function conformRecord(
  record: JsonRecord,
  { properties = {}, additionalProperties = {}, required = [] }: Schema,
  path: Path,
  reading: Reading,
): JsonRecord | typeof malformed {
  const missing = required.filter(key => !isGiven(record, key));
  for (const key of missing) reading.report(below(path, key), 'missing');

  const read = (key: string, value: unknown): unknown => {
    if (value === null || value === undefined) return undefined;
    if (key === '__proto__') {
      reading.report(below(path, key), 'not the name of a field');
      return undefined;
    }
    const schema = Object.hasOwn(properties, key)
      ? properties[key]
      : additionalProperties;
    return isPlain(value, schema, reading)
      ? value
      : conform(value, schema, below(path, key), reading);
  };
  let changed: Map<string, unknown> | undefined;
  let isWhole = missing.length === 0;
  for (const key of Object.keys(record)) {
    const value = read(key, record[key]);
    if (value === malformed) isWhole = false;
    if (value !== record[key] || value === undefined)
      changed = (changed ?? new Map()).set(key, value);
  }
  if (!isWhole) return malformed;
  return changed ? withChanges(record, changed) : record;
}

/** What has become undefined is left out. */
function withChanges(
  record: JsonRecord,
  changed: ReadonlyMap<string, unknown>,
): JsonRecord {
  const all = Object.entries(record).map(
    ([key, value]) =>
      [key, changed.has(key) ? changed.get(key) : value] as const,
  );
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}

/** Most values are words and numbers as they should be: they need no path to be told by. */
function isPlain(value: unknown, schema: Schema, reading: Reading): boolean {
  if (typeof value === 'object' || schema.enum || reading.budget <= 0)
    return false;
  if (!isOfType(value, schema)) return false;
  reading.budget -= 1;
  return true;
}

function isGiven(record: JsonRecord, key: string): boolean {
  return (
    Object.hasOwn(record, key) &&
    record[key] !== null &&
    record[key] !== undefined
  );
}
