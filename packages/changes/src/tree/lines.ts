/** How a text's lines end. */
export function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the text of a line ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  if (feed < 0) return text.length;
  return text[feed - 1] === '\r' && feed > offset ? feed - 1 : feed;
}

/** Where the next line starts, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  return feed < 0 ? text.length : feed + 1;
}

/** What stands on a line before an offset. */
export function lineBefore(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), offset).replace(/^\uFEFF/, '');
}

/** Whether nothing but space stands before it on its line. */
export function startsLine(text: string, offset: number): boolean {
  return lineBefore(text, offset).trim() === '';
}

export function columnOf(text: string, offset: number): number {
  return lineBefore(text, offset).length;
}

/** Where an entry of a block begins with the comments directly above it at the same column. It starts its line. */
export function withCommentsAbove(text: string, offset: number): number {
  const column = columnOf(text, offset);
  let start = lineStart(text, offset);
  while (start > 0) {
    const above = lineStart(text, start - 1);
    if (commentColumn(text, above) !== column) break;
    start = above;
  }
  return start;
}

/** Where the lines of a block's entry end, from the line on which its last value ends: comments below it that are indented more are its own. */
export function withCommentsBelow(
  text: string,
  end: number,
  column: number,
): number {
  let next = nextLine(text, end);
  while (next < text.length && commentColumn(text, next) > column)
    next = nextLine(text, next);
  return next;
}

/** The column of a line that is a comment; -1 where it is none. */
function commentColumn(text: string, start: number): number {
  const [, space] =
    /^( *)#/.exec(text.slice(start, lineEnd(text, start))) ?? [];
  return space?.length ?? -1;
}

/** Lines after the first moved to the right, empty ones left empty. */
export function indented(
  block: string,
  column: number,
  newline: string,
): string {
  const space = ' '.repeat(column);
  return block
    .trimEnd()
    .split('\n')
    .map((line, index) => (index && line ? space + line : line))
    .join(newline);
}
