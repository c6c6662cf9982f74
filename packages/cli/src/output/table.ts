import { Io } from '../io';
import { printable } from './printable';

type Row = readonly string[];

/** Rows of text in aligned columns below their headings. */
export function table(
  headings: Row,
  rows: readonly Row[],
  { style }: Pick<Io, 'style'>,
): string {
  const cells = rows.map(row => row.map(printable));
  const widths = headings.map((heading, column) =>
    cells.reduce(
      (width, row) => Math.max(width, row[column].length),
      heading.length,
    ),
  );
  const line = (row: Row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd();
  const [heading, ...lines] = [headings, ...cells].map(line);
  return [style('bold', heading), ...lines].map(each => `${each}\n`).join('');
}
