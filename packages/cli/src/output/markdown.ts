import { printable } from './printable';

/** Text that a forge shows as it is: no link, no mention, no HTML comes of it. */
export function code(text: string): string {
  const shown = printable(text);
  const fence = fenceAround(shown, 1);
  const gap = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return shown ? `${fence}${gap}${shown}${gap}${fence}` : '';
}

/** A table of GitHub's, GitLab's and Gitea's Markdown; its cells are Markdown. */
export function markdownTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
  return [headings, headings.map(() => '---'), ...rows].map(line).join('');
}

/** A quote, to be shown as YAML. */
export function yamlBlock(lines: readonly string[]): string {
  const shown = lines.map(printable).join('\n');
  const fence = fenceAround(shown, 3);
  return `${fence}yaml\n${shown}\n${fence}\n`;
}

/** So many backticks that none inside ends it. */
function fenceAround(text: string, least: number): string {
  const runs = text.match(/`+/g) ?? [];
  return '`'.repeat(Math.max(least, ...runs.map(run => run.length + 1)));
}
