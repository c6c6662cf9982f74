import { isNode, isScalar, Node, Scalar, stringify, YAMLSeq } from 'yaml';
import { NotEditableError } from './NotEditableError';
import { insertion, TextEdit } from './TextEdit';

/** The edits that put a string at the end of a list, written as its last item is. */
export function itemAdded(
  text: string,
  list: YAMLSeq,
  value: string,
): TextEdit[] {
  const last = list.items.at(-1);
  if (last === undefined) return [onlyItem(text, list, value)];
  if (!isNode(last)) throw new NotEditableError('a list ends in an empty item');

  const [start, end] = rangeOf(last);
  const item = inStyleOf(last, value);
  const { before, lineEnd, newline } = lineAround(text, start, end);
  if (!list.flow) {
    const [dash] = before.match(/^\s*-\s+/) ?? [];
    if (!dash) throw new NotEditableError('a list has an unusual layout');
    return [insertion(lineEnd, `${newline}${dash}${item}`)];
  }
  const [indent] = before.match(/^\s*/) ?? [''];
  if (indent !== before) return [insertion(end, `, ${item}`)];

  // One item a line: what is written behind the last one stays with it.
  const line = `${newline}${indent}${item}`;
  return /^\s*,/.test(text.slice(end, lineEnd))
    ? [insertion(lineEnd, `${line},`)]
    : [insertion(end, ','), insertion(lineEnd, line)];
}

/** An alias stands for a list that others use too. They keep theirs; this one is written out. */
export function aliasWrittenOut(
  alias: Node,
  list: YAMLSeq,
  value: string,
): TextEdit {
  const items = list.items.map(item =>
    stringify(isScalar(item) ? item.value : item).trimEnd(),
  );
  const [start, end] = rangeOf(alias);
  const text = `[${[...items, stringify(value).trimEnd()].join(', ')}]`;
  return { start, end, text };
}

function onlyItem(text: string, list: YAMLSeq, value: string): TextEdit {
  const [start, end] = rangeOf(list);
  const quoted = /^\[\s*\]$/.test(text.slice(start, end));
  if (!quoted)
    throw new NotEditableError('an empty list has an unusual layout');
  return insertion(start + 1, JSON.stringify(value));
}

function inStyleOf(item: Node, value: string): string {
  const quotes = isScalar(item) ? item.type : undefined;
  if (quotes === Scalar.QUOTE_DOUBLE) return JSON.stringify(value);
  const single = quotes === Scalar.QUOTE_SINGLE;
  const defaultStringType = single ? Scalar.QUOTE_SINGLE : Scalar.PLAIN;
  return stringify(value, { defaultStringType }).trimEnd();
}

/** The lines on which a piece of text lies: what stands before it on the first, and how and where the last one ends. */
function lineAround(text: string, start: number, end: number) {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const feed = text.indexOf('\n', end);
  const withReturn = feed < 0 ? text.includes('\r\n') : text[feed - 1] === '\r';
  const textEnd = feed < 0 ? text.length : feed;
  return {
    before: text.slice(lineStart, start),
    lineEnd: feed >= 0 && withReturn ? textEnd - 1 : textEnd,
    newline: withReturn ? '\r\n' : '\n',
  };
}

function rangeOf(node: Node): [start: number, end: number] {
  if (!node.range) throw new Error('A parsed node has a range');
  return [node.range[0], node.range[1]];
}
