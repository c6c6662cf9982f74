/** Text from elsewhere, shown literally on one line: no markup, link, mention or HTML comes of it. */
export function escaped(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_[\]#~$|]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/@/g, '&#64;')
    .replace(/:\/\//g, '&#58;//')
    .replace(/www\./gi, found => `${found.slice(0, 3)}&#46;`);
}

/** Text from elsewhere as code, in a paragraph or the cell of a table. */
export function code(text: string): string {
  const line = oneLine(text).replace(/\|/g, '\\|');
  const fence = '`'.repeat(longestRun(line) + 1);
  const pad = line === '' || line.includes('`') ? ' ' : '';
  return fence + pad + line + pad + fence;
}

/** A link, where the address is one of the web. */
export function link(text: string, address: string | undefined): string {
  if (!address || !URL.canParse(address)) return '';
  const { protocol, href } = new URL(address);
  return protocol === 'https:' || protocol === 'http:'
    ? `[${escaped(text)}](${href.replace(/\(/g, '%28').replace(/\)/g, '%29')})`
    : '';
}

/** A block of code that its text cannot end. */
export function fenced(language: string, text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text.replace(/\n+$/, '')}\n${fence}`;
}

/** A table whose cells are Markdown already. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const rule = header.map(() => '---');
  return [header, rule, ...rows]
    .map(cells => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
}
