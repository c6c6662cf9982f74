import { isRecord } from '@product-gateways/mesh';
import {
  CORE_SCHEMA,
  loadAll,
  LoadOptions,
  Type,
  YAMLException,
} from 'js-yaml';
import { expansionFault, mayHaveAliases } from './aliases';
import { Document, Manifest } from '../Manifest';

/**
 * The objects of a YAML or JSON file, Lists taken apart. The first fault ends it: of a file that is not whole nothing is believed.
 * js-yaml reads ten times as fast as `yaml`, which knows where each value lies and is asked for that alone (`locate`).
 */
export function parse(
  text: string,
  file: string,
): { manifests: Manifest[] } | { fault: string } {
  const manifests: Manifest[] = [];
  for (const part of partsOf(text)) {
    const values = load(part.text);
    if (values instanceof YAMLException)
      return { fault: `${file}:${positionIn(part, values)}: ${values.reason}` };
    const hasAliases = mayHaveAliases(part.text);
    for (const [index, value] of values.entries()) {
      const document = { file, ...part, index };
      const fault = hasAliases && expansionFault(value);
      if (fault) return { fault: `${file}:${part.line}:1: ${fault}` };
      manifests.push(...objectsOf(value, document));
    }
  }
  return { manifests };
}

const merge = new Type('tag:yaml.org,2002:merge', {
  kind: 'scalar',
  resolve: key => key === '<<',
});

const options: LoadOptions & { maxDepth: number } = {
  // As kubectl reads it: merge keys count, a date is a text.
  schema: CORE_SCHEMA.extend({ implicit: [merge] }),
  maxDepth: 100,
};

function load(text: string): unknown[] | YAMLException {
  try {
    return loadAll(text, null, options);
  } catch (error) {
    if (error instanceof YAMLException) return error;
    throw error;
  }
}

/** At the end of a file without a last line break js-yaml is a line too far. */
function positionIn(
  { text, line: first }: Pick<Document, 'text' | 'line'>,
  { mark }: YAMLException,
): string {
  const lines = text.split('\n');
  const { line, column } =
    mark && mark.line < lines.length
      ? mark
      : { line: lines.length - 1, column: (lines.at(-1) ?? '').length };
  return `${first + line}:${column + 1}`;
}

/** `---` at the start of a line always parts documents, whatever stands around it (YAML 1.2.2, 9.1.2); a directive belongs to the next. */
function partsOf(text: string): Pick<Document, 'text' | 'line'>[] {
  const marks = /^%/m.test(text)
    ? []
    : [...text.matchAll(/^---(?=[ \t\r\n]|$)/gm)].map(({ index }) => index);
  let line = 1;
  return [0, ...marks].map((start, nth) => {
    const part = text.slice(start, marks[nth]);
    const parted = { text: part, line };
    line += part.split('\n').length - 1;
    return parted;
  });
}

function objectsOf(
  value: unknown,
  document: Document,
  within: Manifest['within'] = [],
): Manifest[] {
  if (value === null || value === undefined) return [];
  const items = isRecord(value) && isList(value) ? value.items : undefined;
  const list = Array.isArray(value) ? value : items;
  if (!Array.isArray(list)) return [{ object: value, document, within }];
  const inside = items === undefined ? within : [...within, 'items'];
  return list.flatMap((item, index) =>
    objectsOf(item, document, [...inside, index]),
  );
}

const isList = ({ kind, items }: Readonly<Record<string, unknown>>) =>
  typeof kind === 'string' && kind.endsWith('List') && items !== undefined;
