export type DiffLine = {
  kind: 'added' | 'removed' | 'same' | 'place';
  /** The line with its sign. */
  text: string;
};

const kinds: Record<string, DiffLine['kind']> = {
  '+': 'added',
  '-': 'removed',
  '@': 'place',
};

/** A unified diff's lines, from the first hunk on: the file's names stand above it already. */
export function linesOfDiff(diff: string): DiffLine[] {
  const lines = diff.replace(/\n$/, '').split('\n');
  const start = lines.findIndex(line => line.startsWith('@@'));
  return lines
    .slice(Math.max(start, 0))
    .map(text => ({ kind: kinds[text.charAt(0)] ?? 'same', text }));
}
