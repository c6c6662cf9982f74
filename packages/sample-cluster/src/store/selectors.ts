import type { KubernetesObject } from '../object';

export type Predicate = (object: KubernetesObject) => boolean;

/** The text is no selector, or asks for a field that cannot be asked for. */
export class SelectorError extends Error {}

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
        throw new SelectorError(`field label not supported: ${field}`);
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
  return (text.match(/[^,(]+(\([^)]*\))?/g) ?? [])
    .map(part => part.trim())
    .filter(Boolean);
}

type LabelRequirement = (labels: Readonly<Record<string, unknown>>) => boolean;

function labelRequirement(text: string): LabelRequirement {
  const set = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(text);
  if (set) {
    const [, key, operator, list] = set;
    const values = list.split(',').map(value => value.trim());
    return labels =>
      (Object.hasOwn(labels, key) && values.includes(String(labels[key]))) ===
      (operator === 'in');
  }
  const equality = /^([^=!\s]+)\s*(==|!=|=)\s*([^=!\s]*)$/.exec(text);
  if (equality) {
    const [, key, operator, value] = equality;
    return labels =>
      (Object.hasOwn(labels, key) && labels[key] === value) ===
      (operator !== '!=');
  }
  const existence = /^(!?)\s*([^=!\s]+)$/.exec(text);
  if (!existence)
    throw new SelectorError(`unable to parse requirement: '${text}'`);
  const [, not, key] = existence;
  return labels => Object.hasOwn(labels, key) === (not === '');
}
