import type { KubernetesObject } from '../object';

export type Predicate = (object: KubernetesObject) => boolean;

/** The text is no selector, or asks for a field that cannot be asked for. */
export class SelectorError extends Error {}

const labelKey = String.raw`((?:[a-z0-9][-a-z0-9.]*/)?[A-Za-z0-9][-\w.]*)`;
const labelValue = String.raw`([-\w.]*)`;
const inSet = new RegExp(`^${labelKey}\\s+(in|notin)\\s*\\(([-\\w.,\\s]*)\\)$`);
const equals = new RegExp(`^${labelKey}\\s*(==|!=|=)\\s*${labelValue}$`);
const exists = new RegExp(`^(!?)\\s*${labelKey}$`);

/** `app=payments,tier!=db,stage in (a,b),zone notin (x),owner,!legacy` */
export function labelSelector(text: string): Predicate {
  const requirements = splitRequirements(text).map(labelRequirement);
  return object => {
    const labels = object.metadata.labels ?? {};
    return requirements.every(holds => holds(labels));
  };
}

/** `metadata.name=payments,metadata.namespace!=kube-system` */
export function fieldSelector(text: string, kind: string): Predicate {
  const requirements = text
    .split(',')
    .filter(Boolean)
    .map(requirement => {
      const match = /^([^=!]+)(==|!=|=)(.*)$/.exec(requirement.trim());
      if (!match)
        throw new SelectorError(
          `invalid field selector: '${text}': can't understand '${requirement}'`,
        );
      const [, field, operator, value] = match;
      if (!selectableFields(kind).includes(field))
        throw new SelectorError(notSelectable(field, kind));
      return (object: KubernetesObject) =>
        (valueAt(object, field) === value) === (operator !== '!=');
    });
  return object => requirements.every(holds => holds(object));
}

const fieldsOfKind: Record<string, string[]> = {
  Pod: [
    'spec.nodeName',
    'spec.serviceAccountName',
    'status.phase',
    'status.podIP',
  ],
  Secret: ['type'],
  Service: ['spec.clusterIP', 'spec.type'],
  Namespace: ['status.phase'],
  Event: [
    'involvedObject.kind',
    'involvedObject.name',
    'involvedObject.namespace',
    'involvedObject.uid',
    'reason',
    'type',
  ],
};

function selectableFields(kind: string): string[] {
  return ['metadata.name', 'metadata.namespace', ...(fieldsOfKind[kind] ?? [])];
}

/** kube-apiserver says it in one way for kinds with fields of their own, and in another for the rest. */
function notSelectable(field: string, kind: string): string {
  if (kind in fieldsOfKind) return `field label not supported: ${field}`;
  return `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`;
}

function valueAt(object: KubernetesObject, field: string): string {
  const value = field
    .split('.')
    .reduce<unknown>(
      (at, key) =>
        isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined,
      object,
    );
  return typeof value === 'string' ? value : '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Commas separate requirements, but not inside the parentheses of a set. */
function splitRequirements(text: string): string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map(part => part.trim())
    .filter(Boolean);
}

type LabelRequirement = (labels: Readonly<Record<string, unknown>>) => boolean;

function labelRequirement(text: string): LabelRequirement {
  const [, setKey, setOperator, list] = inSet.exec(text) ?? [];
  if (setKey) {
    const values = list.split(',').map(each => each.trim());
    return labels =>
      (Object.hasOwn(labels, setKey) &&
        values.includes(String(labels[setKey]))) ===
      (setOperator === 'in');
  }
  const [, equalKey, operator, wanted] = equals.exec(text) ?? [];
  if (equalKey)
    return labels =>
      (Object.hasOwn(labels, equalKey) && labels[equalKey] === wanted) ===
      (operator !== '!=');
  const [, not, existingKey] = exists.exec(text) ?? [];
  if (existingKey)
    return labels => Object.hasOwn(labels, existingKey) === (not === '');
  throw new SelectorError(`unable to parse requirement: '${text}'`);
}
