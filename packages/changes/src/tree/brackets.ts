import { isMap, isScalar, YAMLMap, YAMLSeq } from 'yaml';
import { columnOf, indented, lineBefore, lineEnd, startsLine } from './lines';
import { NotEditableError } from './NotEditableError';
import { endOf, startOf } from './ranges';
import { insertion, removal, TextEdit } from './TextEdit';
import { asFlow, inStyleOf, Style } from './written';

/** The pairs of a map, or the items of a list, that are written between brackets, as all are in JSON. */
export class Brackets {
  readonly inBrackets = true;
  readonly #text: string;
  readonly #node: YAMLMap | YAMLSeq;

  constructor(text: string, node: YAMLMap | YAMLSeq) {
    this.#text = text;
    this.#node = node;
  }

  /** Values before the entry that is at a place now, or at the end. A pair is a map of one key. */
  added(place: number, values: readonly unknown[], style: Style): TextEdit[] {
    const { length } = this.#node.items;
    if (!length) throw new NotEditableError('a list is empty');
    const text = this.#text;
    const at = Math.min(place, length - 1);
    const start = this.#startOf(at);
    const ownLine = startsLine(text, start);
    const indent = lineBefore(text, start);
    const written = values.map(value => this.#written(value, start, style));
    const between = ownLine ? `,${style.newline}${indent}` : ', ';
    if (place < length)
      return [insertion(start, written.map(each => each + between).join(''))];

    const end = this.#endOf(length - 1);
    if (!ownLine)
      return [insertion(end, written.map(each => between + each).join(''))];
    // One a line: what is written behind the last one stays with it.
    const behind = lineEnd(text, end);
    const rest = text.slice(end, behind);
    const lines = `${style.newline}${indent}${written.join(between)}`;
    if (/^\s*,/.test(rest)) return [insertion(behind, `${lines},`)];
    if (/^\s*(#|$)/.test(rest))
      return [insertion(end, ','), insertion(behind, lines)];
    return [insertion(end, `,${lines}`)];
  }

  /** Entries go; at least one stays. */
  removed(gone: ReadonlySet<number>): TextEdit[] {
    const { items } = this.#node;
    const stays = (index: number) => !gone.has(index);
    const last = items.findLastIndex((_, index) => stays(index));
    const inner = [...gone]
      .filter(index => index < last)
      .map(index => removal(this.#startOf(index), this.#startOf(index + 1)));
    return last === items.length - 1
      ? inner
      : [...inner, removal(this.#endOf(last), this.#endOf(items.length - 1))];
  }

  /** The value of an entry written anew. */
  replaced(index: number, value: unknown, style: Style): TextEdit[] {
    const item = this.#node.items[index];
    const old = isMap(this.#node) ? this.#node.items[index].value : item;
    const [start, end] = [startOf(old), endOf(this.#text, old)];
    const text =
      isScalar(old) && (typeof value !== 'object' || value === null)
        ? inStyleOf(old, value, true, style)
        : this.#flow(value, this.#startOf(index), style);
    return [{ start, end, text: start === end ? ` ${text}` : text }];
  }

  #startOf(index: number): number {
    const { items } = this.#node;
    return isMap(this.#node)
      ? startOf(this.#node.items[index].key)
      : startOf(items[index]);
  }

  #endOf(index: number): number {
    return endOf(this.#text, this.#node.items[index]);
  }

  #written(value: unknown, start: number, style: Style): string {
    if (isMap(this.#node)) {
      const [[key, field]] = Object.entries(Object(value));
      return `${asFlow(key, style)}: ${this.#flow(field, start, style)}`;
    }
    const last = this.#node.items.at(-1);
    return typeof value === 'object'
      ? this.#flow(value, start, style)
      : inStyleOf(last, value, true, style);
  }

  /** JSON takes a line for each value where the brackets around it do. */
  #flow(value: unknown, start: number, style: Style): string {
    if (!style.json || !startsLine(this.#text, start))
      return asFlow(value, style);
    const column = columnOf(this.#text, start);
    const outer = columnOf(this.#text, startOf(this.#node));
    const around = /^\s*/.exec(lineBefore(this.#text, startOf(this.#node)));
    const step = column - (around?.[0].length ?? outer);
    return indented(
      asFlow(value, style, step > 0 ? step : 2),
      column,
      style.newline,
    );
  }
}

export function bracketsOf(text: string, node: YAMLMap | YAMLSeq): Brackets {
  return new Brackets(text, node);
}
