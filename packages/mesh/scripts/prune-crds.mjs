/**
 * Makes src/resources/schemas/<group>.json from published CRDs: how each kind that we read is built, without prose.
 *
 *   node scripts/prune-crds.mjs FOLDER_OR_FILES…
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { kindOf } from '../src/resources/kinds.ts';

const out = new URL('../src/resources/schemas/', import.meta.url);

const sources = process.argv.slice(2);
if (!sources.length) {
  console.error('usage: node scripts/prune-crds.mjs FOLDER_OR_FILES…');
  process.exit(2);
}

const groups = schemasOf(sources.flatMap(filesOf).flatMap(crdsIn));
for (const [group, schemas] of Object.entries(groups)) {
  const text = `${JSON.stringify(schemas)}\n`;
  writeFileSync(new URL(`${group}.json`, out), text);
  const kinds = Object.keys(schemas).join(', ');
  console.log(`${group}.json: ${kinds} (${text.length} bytes)`);
}

function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter(name => /\.(ya?ml|json)$/.test(name))
    .sort()
    .map(name => join(path, name));
}

function crdsIn(file) {
  return parseAllDocuments(readFileSync(file, 'utf8'))
    .map(document => document.toJS())
    .filter(object => object?.kind === 'CustomResourceDefinition');
}

function schemasOf(crds) {
  const byGroup = {};
  for (const { spec } of crds) {
    const kind = kindOf(spec.group, spec.names.kind);
    if (!kind) continue;
    const version = kind.versions
      .map(name => spec.versions.find(each => each.name === name))
      .find(found => found?.served);
    if (!version)
      throw new Error(
        `${spec.names.plural}.${spec.group}: serves none of ${kind.versions}`,
      );
    byGroup[spec.group] ??= {};
    byGroup[spec.group][kind.kind] = rootOf(version.schema.openAPIV3Schema);
  }
  return byGroup;
}

/** apiVersion, kind and metadata are alike in all kinds and are read elsewhere. */
function rootOf({ properties, ...schema }) {
  const { apiVersion, kind, metadata, ...parts } = properties;
  return pruned({ ...schema, properties: parts });
}

function pruned(schema) {
  const {
    type,
    properties = {},
    additionalProperties,
    required = [],
    items,
    enum: words,
    'x-kubernetes-list-map-keys': keys,
    'x-kubernetes-int-or-string': intOrString,
  } = schema;
  // An API server fills in what has a default before it looks for what is required.
  const asked = required.filter(
    name => properties[name] && !('default' in properties[name]),
  );
  const hasProperties = Object.keys(properties).length > 0;
  return {
    ...(type && { type }),
    ...(hasProperties && { properties: mapValues(properties, pruned) }),
    ...(additionalProperties instanceof Object && {
      additionalProperties: pruned(additionalProperties),
    }),
    ...(asked.length && { required: asked }),
    ...(items && { items: pruned(items) }),
    ...(words && { enum: words }),
    ...(keys && { 'x-kubernetes-list-map-keys': keys }),
    ...(intOrString && { 'x-kubernetes-int-or-string': true }),
  };
}

function mapValues(record, change) {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, change(value)]),
  );
}
