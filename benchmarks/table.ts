import { Timing } from './measure';

/** A line of the table: a figure as people read it, and what was asked for. */
export interface Row {
  readonly what: string;
  readonly asked?: string;
  readonly median: string;
  readonly p95?: string;
}

export const timed = (
  what: string,
  { median, p95 }: Timing,
  asked?: string,
): Row => ({ what, asked, median: duration(median), p95: duration(p95) });

/** Rows as a Markdown table, which is also what people read. */
export function table(title: string, rows: readonly Row[]): string {
  const cells = [
    [title, 'median', 'p95', 'asked'],
    ...rows.map(({ what, median, p95 = '', asked = '' }) => [
      what,
      median,
      p95,
      asked,
    ]),
  ];
  const widths = cells[0].map((_, column) =>
    Math.max(...cells.map(row => row[column].length)),
  );
  const line = (row: readonly string[]) =>
    `| ${row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]),
      )
      .join(' | ')} |\n`;
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  const [head, ...body] = cells;
  return [head, rule, ...body].map(line).join('');
}

function duration(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toPrecision(3)} s`;
  if (ms >= 1) return `${ms.toPrecision(3)} ms`;
  return `${(ms * 1000).toPrecision(3)} µs`;
}
