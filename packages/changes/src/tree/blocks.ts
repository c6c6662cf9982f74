import { CST, isCollection, isMap, isScalar, YAMLMap, YAMLSeq } from 'yaml';
import {
  columnOf,
  indented,
  lineEnd,
  startsLine,
  withCommentsAbove,
  withCommentsBelow,
} from './lines';
import { NotEditableError } from './NotEditableError';
import { endOf, startOf } from './ranges';
import { insertion, removal, TextEdit } from './TextEdit';
import { asBlock, asFlow, inStyleOf, Style } from './written';

/** The pairs of a map, or the items of a list, that are written one below the other. */
export class Block {
  readonly inBrackets = false;
  readonly #text: string;
  readonly #node: YAMLMap | YAMLSeq;
  /** Where each entry's key or dash stands. */
  readonly #starts: readonly number[];

  constructor(text: string, node: YAMLMap | YAMLSeq) {
    this.#text = text;
    this.#node = node;
    this.#starts = isMap(node)
      ? node.items.map(({ key }) => startOf(key))
      : dashesOf(node);
  }

  /** Values before the entry that is at a place now, or at the end. A pair is a map of one key. */
  added(place: number, values: readonly unknown[], style: Style): TextEdit[] {
    const column = columnOf(this.#text, this.#starts[0]);
    const written = values.map(value => this.#written(value, column, style));
    const space = ' '.repeat(column);
    const next = this.#starts.at(place);
    // A pair follows the one before it, an item goes before the comments that belong to the next.
    if (place > 0 && (next === undefined || isMap(this.#node))) {
      const end = lineEnd(this.#text, this.#endOf(place - 1));
      const lines = written.map(each => `${style.newline}${space}${each}`);
      return [insertion(end, lines.join(''))];
    }
    if (next === undefined) throw new NotEditableError('a list is empty');
    if (isMap(this.#node) || !startsLine(this.#text, next)) {
      const lines = written.map(each => `${each}${style.newline}${space}`);
      return [insertion(next, lines.join(''))];
    }
    const lines = written.map(each => `${space}${each}${style.newline}`);
    return [insertion(withCommentsAbove(this.#text, next), lines.join(''))];
  }

  /** Entries go with the comments that belong to them; at least one stays. */
  removed(gone: ReadonlySet<number>): TextEdit[] {
    const text = this.#text;
    let joined = false;
    return [...gone]
      .sort((a, b) => a - b)
      .map(index => {
        const start = this.#starts[index];
        const next = this.#starts.at(index + 1);
        joined =
          next !== undefined &&
          (!startsLine(text, start) || (joined && gone.has(index - 1)));
        // The first entry may stand behind the dash of the list around it: the next takes its place there.
        if (joined && next !== undefined) return removal(start, next);
        const column = columnOf(text, start);
        const end = withCommentsBelow(text, this.#endOf(index), column);
        const first = withCommentsAbove(text, start);
        const isLast = end === text.length && text.at(-1) !== '\n';
        return removal(isLast ? lineEnd(text, first - 2) : first, end);
      });
  }

  /** The value of an entry written anew. */
  replaced(index: number, value: unknown, style: Style): TextEdit[] {
    const text = this.#text;
    const item = this.#node.items[index];
    const [old, key] = isMap(this.#node)
      ? [this.#node.items[index].value, this.#node.items[index].key]
      : [item, undefined];
    const end = this.#endOf(index);
    const isInline = isScalar(old) || (isCollection(old) && old.flow);
    if (isInline && startOf(old) < end) {
      const written = isScalarValue(value)
        ? inStyleOf(old, value, false, style)
        : asFlow(value, style);
      const fits =
        isScalarValue(value) || (isCollection(old) && written.length <= 80);
      if ((fits || isEmpty(value)) && !written.includes('\n'))
        return [{ start: startOf(old), end, text: written }];
    }
    const column = columnOf(text, this.#starts[index]);
    const start = key === undefined ? startOf(old) : startOf(key);
    const whole = key === undefined ? value : { [String(key)]: value };
    const at = key === undefined ? columnOf(text, start) : column;
    const written = indented(asBlock(whole, style), at, style.newline);
    return [{ start, end, text: written }];
  }

  #endOf(index: number): number {
    return endOf(this.#text, this.#node.items[index]);
  }

  #written(value: unknown, column: number, style: Style): string {
    if (isMap(this.#node))
      return indented(asBlock(value, style), column, style.newline);
    const last = this.#node.items.at(-1);
    const [dash] = /^- */.exec(this.#text.slice(this.#starts.at(-1))) ?? ['- '];
    const item =
      typeof value === 'object'
        ? asBlock(value, style)
        : inStyleOf(last, value, false, style);
    return dash + indented(item, column + dash.length, style.newline);
  }
}

export function blockOf(text: string, node: YAMLMap | YAMLSeq): Block {
  return new Block(text, node);
}

function isScalarValue(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function isEmpty(value: unknown): boolean {
  return !isScalarValue(value) && Object.keys(Object(value)).length === 0;
}

function dashesOf({ srcToken, items }: YAMLSeq): number[] {
  const tokens = (srcToken as CST.BlockSequence | undefined)?.items ?? [];
  const dashes = tokens
    .flatMap(({ start }) => start)
    .filter(({ type }) => type === 'seq-item-ind')
    .map(({ offset }) => offset);
  if (dashes.length !== items.length)
    throw new NotEditableError('a list has an unusual layout');
  return dashes;
}
