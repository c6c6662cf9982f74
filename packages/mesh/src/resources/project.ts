import { claimedRef } from './identity';
import { isRecord, JsonRecord } from './json';
import { metadataFields } from './metadata';
import { Schema } from './schema';
import { schemaOf } from './schemas';

/**
 * Of an object from an API server what questions need: the metadata that we read, the annotations that change its meaning, and the
 * fields that the kind's schema mentions. For who keeps many objects in memory. What is malformed stays, for `readObject` to tell.
 *
 * @public
 */
export function project(object: unknown): unknown {
  const { group, kind } = claimedRef(object);
  const schema = schemaOf(group, kind);
  if (!schema || !isRecord(object)) return object;

  const { apiVersion, metadata } = object;
  return {
    apiVersion,
    kind,
    metadata: isRecord(metadata) ? projectMetadata(metadata) : metadata,
    ...pick(object, schema.properties ?? {}),
  };
}

function projectMetadata(metadata: JsonRecord): JsonRecord {
  const { name, namespace, labels, annotations } = metadata;
  return {
    name,
    namespace,
    ...pick(metadata, metadataFields),
    labels,
    annotations: isRecord(annotations)
      ? Object.fromEntries(
          Object.entries(annotations).filter(([key]) => meaningful.test(key)),
        )
      : annotations,
  };
}

/** What Istio, Gateway API, ingress and certificate controllers, GitOps agents and we look at. */
const meaningful =
  /^kubernetes\.io\/ingress\.class$|^([a-z0-9-]+\.)*(istio\.io|gateway\.networking\.k8s\.io|ingress\.kubernetes\.io|cert-manager\.io|external-dns\.alpha\.kubernetes\.io|argocd\.argoproj\.io|product-gateways\.io)\//;

/** What has no other fields is not copied. */
function pick(
  record: JsonRecord,
  fields: Readonly<Record<string, Schema>>,
): JsonRecord {
  const all = Object.entries(record);
  const kept = all
    .filter(([field]) => Object.hasOwn(fields, field))
    .map(([field, value]) => [field, pickValue(value, fields[field])] as const);
  const isSame =
    kept.length === all.length &&
    kept.every(([field, value]) => value === record[field]);
  return isSame ? record : Object.fromEntries(kept);
}

/** Goes as deep as the schema, not as the value. */
function pickValue(value: unknown, { properties, items }: Schema): unknown {
  if (Array.isArray(value)) return items ? pickItems(value, items) : value;
  return properties && isRecord(value) ? pick(value, properties) : value;
}

function pickItems(list: readonly unknown[], items: Schema) {
  const picked = list.map(item => pickValue(item, items));
  return picked.every((item, index) => item === list[index]) ? list : picked;
}
