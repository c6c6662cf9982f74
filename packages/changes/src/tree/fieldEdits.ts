import { isDeepStrictEqual } from 'node:util';
import { isAlias, isMap, isScalar, isSeq, YAMLMap, YAMLSeq } from 'yaml';
import { isRecord, JsonRecord } from '@product-gateways/mesh';
import { align } from './alignment';
import { Block, blockOf } from './blocks';
import { Brackets, bracketsOf } from './brackets';
import { newlineOf } from './lines';
import { NotEditableError } from './NotEditableError';
import { endOf, startOf } from './ranges';
import { TextEdit } from './TextEdit';
import { asFlow, Style } from './written';

/** A file whose values are edited. */
export interface Source {
  text: string;
  style: Style;
  /** An alias stands for a value that others use too: `follow` leaves it to its anchor, `write-out` gives it a value of its own. */
  aliases: 'follow' | 'write-out';
}

export function sourceOf(
  file: string,
  text: string,
  aliases: Source['aliases'],
): Source {
  return {
    text,
    aliases,
    style: {
      json: /\.json$/i.test(file),
      newline: newlineOf(text),
      indentedLists: !/^( *)[^\s#-][^\n]*:[ \t]*\r?\n\1- /m.test(text),
    },
  };
}

interface Change {
  before: unknown;
  after: unknown;
}

/** The edits that make a written object say `after` instead of `before`. */
export function fieldEdits(
  source: Source,
  node: YAMLMap,
  change: Change,
): TextEdit[] {
  return valueEdits(source, node, change, () => {
    throw new NotEditableError('nothing of it would stay');
  });
}

/** Items of a list go; at least one stays. */
export function itemsRemoved(
  text: string,
  list: YAMLSeq,
  gone: ReadonlySet<number>,
): TextEdit[] {
  return entriesOf({ text }, list).removed(gone);
}

/** `replaced`: what to do where the value has to be written anew. */
function valueEdits(
  source: Source,
  node: unknown,
  { before, after }: Change,
  replaced: () => TextEdit[],
): TextEdit[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (isAlias(node)) {
    if (source.aliases === 'follow') return [];
    const text = asFlow(after, source.style);
    return [{ start: startOf(node), end: endOf(source.text, node), text }];
  }
  if (isMap(node) && isRecord(before) && isRecord(after))
    return mapEdits(source, node, before, after) ?? replaced();
  if (isSeq(node) && Array.isArray(before) && Array.isArray(after))
    return listEdits(source, node, before, after) ?? replaced();
  return replaced();
}

/** Undefined: it has to be written anew, since nothing of it stays. */
function mapEdits(
  source: Source,
  map: YAMLMap,
  before: JsonRecord,
  after: JsonRecord,
): TextEdit[] | undefined {
  const written = map.items.map(({ key }) => keyOf(key));
  const merged = Object.keys(before).find(
    key => !(key in after) && !written.includes(key),
  );
  if (merged)
    throw new NotEditableError(`${merged} is merged into it from elsewhere`);

  const gone = new Set(
    written.flatMap((key, index) =>
      key !== undefined && key in before && !(key in after) ? [index] : [],
    ),
  );
  if (gone.size === written.length) return undefined;

  const entries = entriesOf(source, map);
  const edits: TextEdit[] = [];
  const added = new Map<number, unknown[]>();
  let place = 0;
  for (const [key, value] of Object.entries(after)) {
    const index = written.indexOf(key);
    if (index >= 0) {
      const change = { before: before[key], after: value };
      const replaced = () => entries.replaced(index, value, source.style);
      edits.push(
        ...valueEdits(source, map.items[index].value, change, replaced),
      );
      place = index + 1;
    } else if (!isDeepStrictEqual(before[key], value)) {
      // One that is merged in from elsewhere is written over behind the merge.
      if (key in before) place = Math.max(place, written.indexOf('<<') + 1);
      added.set(place, [...(added.get(place) ?? []), { [key]: value }]);
    }
  }
  return together(source, entries, edits, added, gone);
}

/** The library holds the key of a merge as a symbol. */
function keyOf(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  return typeof key.value === 'symbol' ? '<<' : String(key.value);
}

/** Undefined: it has to be written anew, since nothing of it stays. */
function listEdits(
  source: Source,
  list: YAMLSeq,
  before: readonly unknown[],
  after: readonly unknown[],
): TextEdit[] | undefined {
  const becomes = align(before, after);
  const gone = new Set(
    becomes.flatMap((index, at) => (index === undefined ? [at] : [])),
  );
  if (gone.size === before.length) return undefined;

  const entries = entriesOf(source, list);
  const edits: TextEdit[] = [];
  const added = new Map<number, unknown[]>();
  let next = 0;
  let place = 0;
  const addUpTo = (end: number) => {
    if (end > next) added.set(place, after.slice(next, end));
  };
  becomes.forEach((index, at) => {
    if (index === undefined) return;
    addUpTo(index);
    const change = { before: before[at], after: after[index] };
    const replaced = () => entries.replaced(at, after[index], source.style);
    edits.push(...valueEdits(source, list.items[at], change, replaced));
    next = index + 1;
    place = at + 1;
  });
  addUpTo(after.length);
  return together(source, entries, edits, added, gone);
}

/** Inside brackets commas belong to two items at once: where items come and go, they are written anew. */
function together(
  { style }: Source,
  entries: Block | Brackets,
  edits: readonly TextEdit[],
  added: ReadonlyMap<number, readonly unknown[]>,
  gone: ReadonlySet<number>,
): TextEdit[] | undefined {
  if (entries.inBrackets && added.size && gone.size) return undefined;
  return [
    ...edits,
    ...[...added].flatMap(([place, values]) =>
      entries.added(place, values, style),
    ),
    ...(gone.size ? entries.removed(gone) : []),
  ];
}

function entriesOf(
  { text }: Pick<Source, 'text'>,
  node: YAMLMap | YAMLSeq,
): Block | Brackets {
  return node.flow ? bracketsOf(text, node) : blockOf(text, node);
}
