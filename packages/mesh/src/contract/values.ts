import { Predicate } from './predicates';

/** The values of one part of a request that are enough to tell its predicates apart. */
export interface PartValues {
  /** One at least of each class of values for which the same predicates hold; `undefined`: the part is absent. */
  readonly values: readonly (string | undefined)[];
  /** Regular expressions for which a class may be missing. */
  readonly open: readonly string[];
}

/** Which values a part can have at all. */
export interface Domain {
  readonly absent: boolean;
  /** What a request without any condition carries. */
  readonly usual: readonly string[];
  allows(value: string): boolean;
}

export function valuesOf(
  predicates: readonly Predicate[],
  { absent, usual, allows }: Domain,
): PartValues {
  const literals = literalsOf(predicates);
  const sorted = [...new Set([...literals, ...usual])]
    .map(literal => literal.toLowerCase())
    .sort();
  const below = [...new Set(['', ...literals, ...usual])].flatMap(
    literal => outside(literal, sorted) ?? [],
  );
  const values = [...new Set([...usual, ...literals, '', ...below])].filter(
    allows,
  );
  return {
    values: absent ? [undefined, ...values] : values,
    open: predicates.flatMap(({ pattern }) =>
      pattern?.type === 'regex' ? pattern.value : [],
    ),
  };
}

/** The texts at which a predicate on a text begins or stops to hold. */
function literalsOf(predicates: readonly Predicate[]): string[] {
  return predicates.flatMap(({ pattern }) => {
    if (!pattern || pattern.type === 'regex') return [];
    const { type, value } = pattern;
    return type === 'segments' ? [value, `${value}/`] : [value];
  });
}

const continuations = [...'xyzwvutsrqponmlkjihg0123456789-_~abcdef'];

/** `literal` with one more character, which leads to no other literal. */
function outside(
  literal: string,
  sorted: readonly string[],
): string | undefined {
  const lower = literal.toLowerCase();
  const next = continuations.find(
    character => !anyStartsWith(sorted, lower + character),
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
