import { Configuration } from '../configuration/Configuration';
import { Format } from '../arguments/args';
import { Io } from '../io';
import { code, markdownTable } from './markdown';
import { printable } from './printable';
import { table } from './table';

/** An answer that is a table, with what has to be said below it. */
export interface Report {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Said where there is no row. */
  readonly none: string;
  readonly remarks: readonly string[];
  /** The same for machines. */
  readonly data: unknown;
}

export function reported(report: Report, format: Format, io: Io): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(report.data, null, 2)}\n`;
    case 'markdown':
      return markdownOf(report);
    default:
      return textOf(report, io);
  }
}

/** What an answer cannot be trusted for. */
export function remarksOn({ gaps, problems }: Configuration): string[] {
  return [
    ...gaps,
    ...problems.map(problem => `Left out, since malformed: ${problem}`),
  ];
}

function textOf({ headings, rows, none, remarks }: Report, io: Io): string {
  const shown = rows.length > 0 ? table(headings, rows, io) : `${none}\n`;
  const said = remarks.map(remark => `${printable(remark)}\n`).join('');
  return said ? `${shown}\n${said}` : shown;
}

function markdownOf({ headings, rows, none, remarks }: Report): string {
  const shown =
    rows.length > 0
      ? markdownTable(
          headings,
          rows.map(row => row.map(code)),
        )
      : `${none}\n`;
  const said = remarks.map(remark => `- ${code(remark)}\n`).join('');
  return said ? `${shown}\n${said}` : shown;
}
