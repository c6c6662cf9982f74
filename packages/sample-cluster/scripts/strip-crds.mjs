#!/usr/bin/env node
// Makes the CRDs that a cluster installs from those a project publishes: schemas kept, prose dropped, one CRD a line.
//
//   strip-crds.mjs OUT.json FOLDER|FILE…
//
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const [out, ...sources] = process.argv.slice(2);
if (!out || sources.length === 0) {
  process.stderr.write('usage: strip-crds.mjs OUT.json FOLDER|FILE…\n');
  process.exit(2);
}

const crds = sources
  .flatMap(filesIn)
  .flatMap(crdsIn)
  .map(stripped)
  .sort(byName);
if (crds.length === 0) {
  process.stderr.write(
    `no CustomResourceDefinition in ${sources.join(', ')}\n`,
  );
  process.exit(1);
}
const lines = crds.map(crd => JSON.stringify(crd)).join(',\n');
writeFileSync(
  out,
  `{"apiVersion":"v1","kind":"List","items":[\n${lines}\n]}\n`,
);
process.stdout.write(`${out}: ${crds.length} CRDs\n`);

function filesIn(source) {
  if (!statSync(source).isDirectory()) return [source];
  return readdirSync(source)
    .filter(name => /\.(ya?ml|json)$/.test(name))
    .sort()
    .map(name => join(source, name));
}

function crdsIn(file) {
  return parseAllDocuments(readFileSync(file, 'utf8'))
    .map(document => document.toJS())
    .filter(object => object?.kind === 'CustomResourceDefinition');
}

function stripped({ apiVersion, kind, metadata, spec }) {
  const versions = spec.versions.map(
    ({ additionalPrinterColumns, schema, ...version }) => ({
      ...version,
      ...(additionalPrinterColumns && {
        additionalPrinterColumns:
          additionalPrinterColumns.map(withoutDescription),
      }),
      schema: { openAPIV3Schema: withoutProse(schema.openAPIV3Schema) },
    }),
  );
  // Annotations say things of weight: Gateway API's bundle version and channel, "api-approved", without which the server refuses it.
  return {
    apiVersion,
    kind,
    metadata: {
      name: metadata.name,
      labels: metadata.labels,
      annotations: metadata.annotations,
    },
    spec: { ...spec, versions },
  };
}

/** A schema without descriptions; a *property* named `description` is not prose. */
function withoutProse(schema) {
  if (Array.isArray(schema)) return schema.map(withoutProse);
  if (schema === null || typeof schema !== 'object') return schema;
  return Object.fromEntries(
    Object.entries(withoutDescription(schema)).map(([key, value]) => {
      if (key === 'properties') return [key, mapValues(value, withoutProse)];
      if (key === 'default' || key === 'enum' || key === 'example')
        return [key, value];
      return [key, withoutProse(value)];
    }),
  );
}

function withoutDescription({ description, ...rest }) {
  return rest;
}

function mapValues(object, change) {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, change(value)]),
  );
}

function byName(a, b) {
  return a.metadata.name < b.metadata.name ? -1 : 1;
}
