import { JsonRecord } from '../../resources';
import { Snapshot } from '../../snapshot';
import { labels, Labels, record, records, text, texts } from '../fields';

/** The namespaces whose routes a listener takes; `*`: all. Nothing stated means the listener's own. */
export function allowedNamespaces(
  snapshot: Snapshot,
  allowed: JsonRecord,
  own: string,
): readonly string[] {
  const namespaces = record(allowed.namespaces);
  const from = text(namespaces.from) ?? 'Same';
  if (from === 'Same') return [own];
  if (from === 'All') return ['*'];
  if (from !== 'Selector') return [];
  return selected(snapshot, record(namespaces.selector));
}

/** The namespaces that a label selector takes, by name. */
export function selected(snapshot: Snapshot, selector: JsonRecord): string[] {
  return snapshot
    .list('', 'Namespace')
    .filter(({ metadata }) =>
      selects(selector, {
        ...labels(metadata.labels),
        'kubernetes.io/metadata.name': metadata.name,
      }),
    )
    .map(({ metadata }) => metadata.name)
    .sort();
}

function selects(selector: JsonRecord, having: Labels): boolean {
  const equal = Object.entries(labels(selector.matchLabels)).every(
    ([key, value]) => having[key] === value,
  );
  return (
    equal &&
    records(selector.matchExpressions).every(([expression]) =>
      holds(expression, having),
    )
  );
}

function holds({ key, operator, values }: JsonRecord, having: Labels): boolean {
  const name = text(key) ?? '';
  const value = Object.hasOwn(having, name) ? having[name] : undefined;
  const among = value !== undefined && texts(values).includes(value);
  switch (operator) {
    case 'In':
      return among;
    case 'NotIn':
      return !among;
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
