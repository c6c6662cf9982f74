import type { KubernetesObject } from '../object';
import { ApiError, invalid } from './ApiError';
import { namespaces, type ResourceType } from './resources';

const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const subdomain =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** The request's body as an object of `type`, as the URL has it. @throws ApiError */
export function objectFor(
  type: ResourceType,
  version: string,
  namespace: string | undefined,
  body: unknown,
): KubernetesObject {
  if (!isRecord(body))
    throw new ApiError(400, 'the body of the request is no object');
  const apiVersion = type.group ? `${type.group}/${version}` : version;
  if (body.kind !== type.kind) {
    throw new ApiError(
      400,
      `the kind in the data (${body.kind}) does not match the expected kind (${type.kind})`,
    );
  }
  if (body.apiVersion !== apiVersion) {
    throw new ApiError(
      400,
      `the API version in the data (${body.apiVersion}) does not match the expected API version (${apiVersion})`,
    );
  }
  const metadata = body.metadata ?? {};
  if (!isRecord(metadata))
    throw new ApiError(400, 'metadata: expected an object');
  for (const field of ['labels', 'annotations'])
    checkTexts(field, metadata[field]);
  if (
    namespace !== undefined &&
    metadata.namespace !== undefined &&
    metadata.namespace !== namespace
  ) {
    throw new ApiError(
      400,
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  return {
    ...body,
    apiVersion,
    kind: type.kind,
    metadata: { ...metadata, namespace },
  };
}

function checkTexts(field: string, value: unknown) {
  if (value === undefined || value === null) return;
  const texts =
    isRecord(value) &&
    Object.values(value).every(each => typeof each === 'string');
  if (!texts)
    throw new ApiError(400, `metadata.${field}: expected a map of strings`);
}

/** @throws ApiError 422 */
export function checkName(
  type: ResourceType,
  name: string | undefined,
): asserts name is string {
  const { group, kind } = type;
  if (!name) {
    throw invalid(
      type,
      '',
      'metadata.name',
      'FieldValueRequired',
      'Required value: name or generateName is required',
    );
  }
  if (group === 'rbac.authorization.k8s.io') {
    if (!/^\.{1,2}$|[/%]/.test(name)) return;
    throw invalidName(
      type,
      name,
      `may not be '.' or '..' nor contain '/' or '%'`,
    );
  }
  const needsLabel =
    type === namespaces || (group === '' && kind === 'Service');
  if (needsLabel && !(name.length <= 63 && label.test(name))) {
    throw invalidName(
      type,
      name,
      `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character`,
    );
  }
  if (name.length > 253 || !subdomain.test(name)) {
    throw invalidName(
      type,
      name,
      `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character`,
    );
  }
}

function invalidName(type: ResourceType, name: string, why: string): ApiError {
  return invalid(
    type,
    name,
    'metadata.name',
    'FieldValueInvalid',
    `Invalid value: ${JSON.stringify(name)}: ${why}`,
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
