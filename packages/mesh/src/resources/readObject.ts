import { conform, malformed, Reading } from './conform';
import { claimedRef, readIdentity } from './identity';
import { isRecord, JsonRecord, nameOfType } from './json';
import { readMetadata } from './metadata';
import { KubernetesObject, ObjectMeta, Problem, refOf } from './object';
import { below, textOf } from './path';
import { Schema } from './schema';

/**
 * An object as it comes from an API server or a file, made well-formed: what is malformed is told as a problem and left out, with the
 * list item or part around it, so that the rest never means more than it says. There is no value where nothing names the object.
 * Never throws, and never keeps what a Secret holds. What is as it should be is shared with the input, which is not to be changed
 * afterwards.
 *
 * @public
 */
export function readObject(input: unknown): {
  value?: KubernetesObject;
  problems: Problem[];
} {
  const found: { path: string; message: string }[] = [];
  const value = read(input, {
    budget: maxValues,
    report: (path, message) => {
      if (found.length < maxProblems)
        found.push({ path: path ? textOf(path) : '', message });
    },
  });
  if (found.length === 0) return { value, problems: [] };

  const object = value ? refOf(value) : claimedRef(input);
  const problems = found.map(({ path, message }) => ({
    source: { object, path },
    message,
  }));
  return { value, problems };
}

function read(input: unknown, reading: Reading): KubernetesObject | undefined {
  if (!isRecord(input)) {
    reading.report(undefined, `expected an object, found ${nameOfType(input)}`);
    return undefined;
  }
  const identity = readIdentity(input, reading);
  const given = readMetadata(input.metadata, reading);
  if (!identity || !given) return undefined;

  const { apiVersion, kind, namespaced, schema } = identity;
  const metadata = inItsPlace(given, namespaced);
  const parts = schema ? readParts(input, schema, reading) : {};
  return { ...parts, apiVersion, kind, metadata };
}

/** No object that etcd takes (1.5 MB) has more. */
const maxValues = 1_000_000;

/** Of one object: more would tell nobody more. */
const maxProblems = 100;

/** A namespaced object that names no namespace is created in `default`; a cluster's own is in none. */
function inItsPlace(metadata: ObjectMeta, namespaced?: boolean): ObjectMeta {
  if (namespaced && !metadata.namespace)
    return { ...metadata, namespace: 'default' };
  if (namespaced !== false || !metadata.namespace) return metadata;
  const { namespace, ...others } = metadata;
  return others;
}

const readElsewhere = ['apiVersion', 'kind', 'metadata', '__proto__'];
const secretValues = ['data', 'stringData'];

/** Each part stands alone: a malformed status leaves the spec. */
function readParts(
  input: JsonRecord,
  { properties = {} }: Schema,
  reading: Reading,
): JsonRecord {
  const parts: Record<string, unknown> = {};
  for (const [field, part] of Object.entries(input)) {
    if (readElsewhere.includes(field)) continue;
    if (part === null || part === undefined) continue;
    if (input.kind === 'Secret' && secretValues.includes(field)) continue;
    const schema = Object.hasOwn(properties, field) ? properties[field] : {};
    const copy = conform(part, schema, below(undefined, field), reading);
    if (copy !== malformed && reading.budget >= 0) parts[field] = copy;
  }
  if (properties.spec && !input.spec)
    reading.report(below(undefined, 'spec'), 'missing');
  return parts;
}
