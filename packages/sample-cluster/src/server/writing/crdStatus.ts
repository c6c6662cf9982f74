import type { KubernetesObject } from '../../object';
import { invalid } from '../ApiError';
import { customResourceDefinitions, type CrdSpec } from '../resources';
import { isRecord } from '../validation';
import { timestamp } from './Write';

/** A CRD as it is once its kind is served. @throws ApiError 422 if it describes no kind. */
export function established(
  crd: KubernetesObject,
  now: Date,
): KubernetesObject {
  const name = crd.metadata.name ?? '';
  const { spec } = crd;
  if (!describesKind(spec)) {
    throw invalid(
      customResourceDefinitions,
      name,
      'spec',
      'FieldValueRequired',
      'Required value: group, scope, names.kind, names.plural and at least one version',
    );
  }
  if (name !== `${spec.names.plural}.${spec.group}`) {
    const message = `Invalid value: ${JSON.stringify(
      name,
    )}: must be spec.names.plural+"."+spec.group`;
    throw invalid(
      customResourceDefinitions,
      name,
      'metadata.name',
      'FieldValueInvalid',
      message,
    );
  }
  const conditions = ['NamesAccepted', 'Established'].map(type => ({
    type,
    status: 'True',
    reason: type === 'Established' ? 'InitialNamesAccepted' : 'NoConflicts',
    lastTransitionTime: timestamp(now),
  }));
  const storedVersions = spec.versions
    .filter(version => version.storage)
    .map(version => version.name);
  return {
    ...crd,
    status: { acceptedNames: spec.names, conditions, storedVersions },
  };
}

function describesKind(spec: unknown): spec is CrdSpec {
  if (!isRecord(spec) || !isRecord(spec.names) || !Array.isArray(spec.versions))
    return false;
  const texts = [spec.group, spec.names.kind, spec.names.plural];
  const versions =
    spec.versions.length > 0 &&
    spec.versions.every(
      version => isRecord(version) && typeof version.name === 'string',
    );
  return (
    versions &&
    texts.every(text => typeof text === 'string') &&
    (spec.scope === 'Namespaced' || spec.scope === 'Cluster')
  );
}
