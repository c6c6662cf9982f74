import { conform, Reading } from './conform';
import { isRecord, JsonRecord } from './json';
import { kindOf } from './kinds';
import { groupOf, ObjectRef } from './object';
import { below } from './path';
import { Schema } from './schema';
import { schemaOf } from './schemas';

/** What an object calls itself, as far as it does: for messages about objects that cannot be read. */
export function claimedRef(input: unknown): ObjectRef {
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

export interface Identity {
  /** Versions that mean the same are one: the preferred one. */
  apiVersion: string;
  kind: string;
  /** Undefined for kinds that we do not know. */
  namespaced?: boolean;
  /** How the rest is built. Undefined: it cannot be read. */
  schema?: Schema;
}

export function readIdentity(
  input: JsonRecord,
  reading: Reading,
): Identity | undefined {
  const apiVersion = readText(input, 'apiVersion', reading);
  const kind = readText(input, 'kind', reading);
  if (!apiVersion || !kind) return undefined;

  const group = groupOf(apiVersion);
  const known = kindOf(group, kind);
  if (!known) return { apiVersion, kind, schema: {} };

  const { namespaced, versions } = known;
  const version = apiVersion.slice(apiVersion.lastIndexOf('/') + 1);
  if (!versions.includes(version)) {
    const message = `expected ${versions.join(' or ')}, found ${version}`;
    reading.report(below(undefined, 'apiVersion'), message);
    return { apiVersion, kind, namespaced };
  }
  return {
    apiVersion: group ? `${group}/${versions[0]}` : versions[0],
    kind,
    namespaced,
    schema: schemaOf(group, kind) ?? {},
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
