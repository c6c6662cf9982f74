import { conform, malformed, Reading } from './conform';
import { isRecord, JsonRecord, nameOfType } from './json';
import { kindOf } from './kinds';
import { readMetadata } from './metadata';
import { groupOf, KubernetesObject, ObjectRef, Problem } from './object';
import { below, textOf } from './path';

/**
 * An object as it comes from an API server or a file, made well-formed: what is malformed is left out and told as a problem.
 * There is no value where nothing names the object. Never throws, and never keeps what a Secret holds.
 */
export function readObject(input: unknown): {
  value?: KubernetesObject;
  problems: Problem[];
} {
  const object = refIn(input);
  if (!isRecord(input)) {
    const message = `expected an object, found ${nameOfType(input)}`;
    return { problems: [{ source: { object, path: '' }, message }] };
  }
  const problems: Problem[] = [];
  const reading: Reading = {
    budget: maxValues,
    report: (path, message) =>
      problems.push({ source: { object, path: textOf(path) }, message }),
  };
  const apiVersion = readApiVersion(input, reading);
  const kind = readText(input, 'kind', reading);
  const metadata = readMetadata(input.metadata, reading);
  if (!apiVersion || !kind || !metadata) return { problems };
  const parts = readParts(input, reading);
  return { value: { ...parts, apiVersion, kind, metadata }, problems };
}

/** No object that etcd takes (1.5 MB) has more. */
const maxValues = 1_000_000;

/** What the object calls itself, as far as it does. */
function refIn(input: unknown): ObjectRef {
  const object = isRecord(input) ? input : {};
  const metadata = isRecord(object.metadata) ? object.metadata : {};
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    group: groupOf(text(object.apiVersion)),
    kind: text(object.kind),
    namespace: text(metadata.namespace) || undefined,
    name: text(metadata.name),
  };
}

function readText(
  input: JsonRecord,
  field: string,
  reading: Reading,
): string | undefined {
  const path = below(undefined, field);
  const value = input[field];
  if (typeof value === 'string' && value) return value;
  if (value) conform(value, { type: 'string' }, path, reading);
  else reading.report(path, 'missing');
  return undefined;
}

/** Versions of a group that mean the same are one: the preferred one. */
function readApiVersion(
  input: JsonRecord,
  reading: Reading,
): string | undefined {
  const given = readText(input, 'apiVersion', reading);
  if (!given) return undefined;
  const group = groupOf(given);
  const known = kindOf(group, String(input.kind));
  const version = given.slice(given.lastIndexOf('/') + 1);
  if (!known?.versions.includes(version)) return given;
  return group ? `${group}/${known.versions[0]}` : known.versions[0];
}

const secretFields = ['data', 'stringData'];

function readParts(input: JsonRecord, reading: Reading): JsonRecord {
  const parts: Record<string, unknown> = {};
  for (const [field, part] of Object.entries(input)) {
    if (['apiVersion', 'kind', 'metadata', '__proto__'].includes(field))
      continue;
    if (part === null || part === undefined) continue;
    if (input.kind === 'Secret' && secretFields.includes(field)) continue;
    const read = conform(part, {}, below(undefined, field), reading);
    if (read !== malformed) parts[field] = read;
  }
  return parts;
}
