import { PathMatch } from '../../routing';

/** The literals at which conditions begin or cease to hold, and for each a longer text that leads to no other literal. */
export function literalValues(
  patterns: readonly PathMatch[],
  usual: readonly string[],
): string[] {
  const literals = new Set([
    '',
    ...usual,
    ...patterns.flatMap(({ type, value }) =>
      type === 'segments' ? [value, `${value}/`] : [value],
    ),
  ]);
  const sorted = [...literals].sort();
  return [
    ...literals,
    ...[...literals].flatMap(literal => longer(literal, sorted) ?? []),
  ];
}

const continuations = [...'xyzwvutsrqponmlkjihg0123456789-_~abcdefXYZ.,;:=@'];

function longer(
  literal: string,
  sorted: readonly string[],
): string | undefined {
  const next = continuations.find(
    character => !anyStartsWith(sorted, literal + character),
  );
  return next && literal + next;
}

function anyStartsWith(sorted: readonly string[], start: string): boolean {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < start) low = middle + 1;
    else high = middle;
  }
  return sorted[low]?.startsWith(start) ?? false;
}
