import { isMap, isNode, isScalar, isSeq, parseAllDocuments } from 'yaml';
import { Manifest } from './Manifest';

/** A place in a file, and the whole lines that are written there. */
export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly lines: readonly string[];
}

/** Where the part of an object that `path` names was written, as in `spec.http[0].match[1]`; where it is not, what is around it. */
export function locate(
  { document, within }: Manifest,
  path: string,
): Place | undefined {
  if (!document) return undefined;
  const { file, text, line, index } = document;
  const parsed = parseAllDocuments(text, { logLevel: 'silent' });
  const root = Array.isArray(parsed) ? parsed[index]?.contents : undefined;
  const range = rangeOf(root, [...within, ...keysOf(path)]);
  if (!range) return undefined;

  const start = text.lastIndexOf('\n', range.start - 1) + 1;
  const end = text.indexOf('\n', Math.max(range.start, range.end - 1));
  return {
    file,
    line: line + text.slice(0, start).split('\n').length - 1,
    column: range.start - start + 1,
    lines: text.slice(start, end < 0 ? undefined : end).split(/\r?\n/),
  };
}

/** @example keysOf('spec.http[0].headers["x/y"]') // ['spec', 'http', 0, 'headers', 'x/y'] */
export function keysOf(path: string): (string | number)[] {
  const parts = path.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+)/g);
  return [...parts].map(([, index, quoted, name]) => {
    if (index !== undefined) return Number(index);
    return quoted === undefined ? name : String(JSON.parse(quoted));
  });
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** A field starts at its key, a list item behind its dash. */
function rangeOf(
  node: unknown,
  [key, ...deeper]: readonly (string | number)[],
): Range | undefined {
  if (!isNode(node) || !node.range) return undefined;
  const [start, end] = node.range;
  if (isSeq(node) && typeof key === 'number')
    return rangeOf(node.items[key], deeper) ?? { start, end };
  const pair = isMap(node)
    ? node.items.find(item => isScalar(item.key) && item.key.value === key)
    : undefined;
  if (!isScalar(pair?.key) || !pair.key.range) return { start, end };
  const [keyStart, keyEnd] = pair.key.range;
  const value = rangeOf(pair.value, deeper);
  return deeper.length > 0 && value
    ? value
    : { start: keyStart, end: value?.end ?? keyEnd };
}
