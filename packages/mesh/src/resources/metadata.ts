import { conform, malformed, Reading } from './conform';
import { emptyRecord, isRecord, nameOfType } from './json';
import { ObjectMeta } from './object';
import { below, Path } from './path';
import { Schema } from './schema';

/**
 * An object's metadata without managedFields and without the configuration that was applied last. Each malformed field or label is left
 * out alone. Undefined where no name is given.
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

  const metadata: Record<string, unknown> = {};
  for (const [field, schema] of Object.entries(metadataFields)) {
    if (input[field] === undefined || input[field] === null) continue;
    const value = conform(input[field], schema, below(path, field), reading);
    if (value !== malformed && value !== '') metadata[field] = value;
  }
  for (const [field, entry] of Object.entries(maps)) {
    if (input[field] === undefined || input[field] === null) continue;
    metadata[field] = readMap(input[field], entry, below(path, field), reading);
  }
  if (typeof metadata.name === 'string')
    return metadata as Partial<ObjectMeta> & { name: string };
  if (!input.name) reading.report(below(path, 'name'), 'missing');
  return undefined;
}

const string: Schema = { type: 'string' };

export const metadataFields: Readonly<Record<string, Schema>> = {
  name: string,
  namespace: string,
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
