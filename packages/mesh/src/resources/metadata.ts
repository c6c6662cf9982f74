import { conform, malformed, Reading } from './conform';
import { emptyRecord, isRecord, nameOfType } from './json';
import { ObjectMeta } from './object';
import { below, Path } from './path';
import { Schema } from './schema';

/**
 * An object's metadata without managedFields and without the configuration that was applied last. Each malformed field or label is left
 * out alone. Undefined where the object's name or namespace is.
 */
export function readMetadata(
  input: unknown,
  reading: Reading,
): ObjectMeta | undefined {
  const path = below(undefined, 'metadata');
  if (!isRecord(input)) {
    reading.report(path, `expected an object, found ${nameOfType(input)}`);
    return undefined;
  }
  const name = readName(input.name, below(path, 'name'), reading);
  const namespace = input.namespace
    ? readName(input.namespace, below(path, 'namespace'), reading)
    : '';
  if (name === undefined || namespace === undefined) return undefined;

  const metadata: ObjectMeta & Record<string, unknown> = { name };
  if (namespace) metadata.namespace = namespace;
  for (const [field, schema] of keptFields) {
    if (input[field] === undefined || input[field] === null) continue;
    const value = conform(input[field], schema, below(path, field), reading);
    if (value !== malformed) metadata[field] = value;
  }
  for (const [field, entry] of Object.entries(maps)) {
    if (input[field] === undefined || input[field] === null) continue;
    metadata[field] = readMap(input[field], entry, below(path, field), reading);
  }
  return metadata;
}

const string: Schema = { type: 'string' };

/** The fields that are kept, apart from names, labels and annotations. */
export const metadataFields: Readonly<Record<string, Schema>> = {
  uid: string,
  resourceVersion: string,
  generation: { type: 'integer' },
  creationTimestamp: string,
  deletionTimestamp: string,
  ownerReferences: {
    type: 'array',
    items: {
      type: 'object',
      properties: {
        apiVersion: string,
        kind: string,
        name: string,
        uid: string,
        controller: { type: 'boolean' },
      },
      required: ['apiVersion', 'kind', 'name', 'uid'],
    },
  },
};

const keptFields = Object.entries(metadataFields);

/** What can be a segment of a path, as the API server asks of every kind. */
function readName(
  input: unknown,
  path: Path,
  reading: Reading,
): string | undefined {
  if (input === undefined || input === null || input === '') {
    reading.report(path, 'missing');
    return undefined;
  }
  const name = conform(input, string, path, reading);
  if (typeof name !== 'string') return undefined;
  if (/^(?!\.{1,2}$)[^/%\s\p{Cc}]+$/u.test(name)) return name;
  reading.report(path, 'not a name that Kubernetes allows');
  return undefined;
}

interface MapEntry {
  leftOut?: (key: string) => boolean;
  isValid: (value: string) => boolean;
  expected: string;
}

const maps: Record<'labels' | 'annotations', MapEntry> = {
  labels: {
    // https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
    isValid: value =>
      value.length <= 63 &&
      /^([A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?)?$/.test(value),
    expected:
      'expected at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends',
  },
  annotations: {
    leftOut: key => key === 'kubectl.kubernetes.io/last-applied-configuration',
    isValid: () => true,
    expected: 'a string',
  },
};

function readMap(
  input: unknown,
  { leftOut, isValid, expected }: MapEntry,
  path: Path,
  reading: Reading,
): Record<string, string> {
  const map = emptyRecord<string>();
  if (!isRecord(input)) {
    reading.report(path, `expected an object, found ${nameOfType(input)}`);
    return map;
  }
  for (const [key, entry] of Object.entries(input)) {
    if (entry === null || leftOut?.(key)) continue;
    const at = below(path, key);
    const value = conform(entry, string, at, reading);
    if (typeof value !== 'string') continue;
    if (key !== '__proto__' && isValid(value)) map[key] = value;
    else reading.report(at, expected);
  }
  return map;
}
