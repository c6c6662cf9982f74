import { isDeepStrictEqual } from 'node:util';

/**
 * Which item of a list is which of another, so that the least has to be rewritten: for each item before, the index of the one that it
 * becomes, in the same order; undefined where it goes. Items after that nothing becomes are new.
 */
export function align(
  before: readonly unknown[],
  after: readonly unknown[],
): (number | undefined)[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && isDeepStrictEqual(before[head], after[head]))
    head += 1;
  let tail = 0;
  while (
    tail < shorter - head &&
    isDeepStrictEqual(before.at(-1 - tail), after.at(-1 - tail))
  )
    tail += 1;

  const shift = after.length - before.length;
  const middle = alignByCost(
    before.slice(head, before.length - tail),
    after.slice(head, after.length - tail),
  );
  return before.map((_, index) => {
    if (index < head) return index;
    if (index >= before.length - tail) return index + shift;
    const found = middle[index - head];
    return found === undefined ? undefined : found + head;
  });
}

/** Beyond this many pairs, items are paired by their place. */
const MAX_PAIRS = 4_000;

/** A new item is easier to review than one that was made of another: what is alike stays, and not what merely could be made alike. */
const CHANGE_OVER_ADDITION = 1.5;

function alignByCost(
  before: readonly unknown[],
  after: readonly unknown[],
): (number | undefined)[] {
  if (before.length * after.length > MAX_PAIRS)
    return before.map((_, index) => (index < after.length ? index : undefined));

  const { costs, changes } = costsOf(before, after);
  const result: (number | undefined)[] = [];
  let j = 0;
  for (let i = 0; i < before.length; ) {
    if (
      j < after.length &&
      costs[i][j] === costs[i + 1][j + 1] + changes[i][j]
    ) {
      result.push(j);
      i += 1;
      j += 1;
    } else if (
      j < after.length &&
      costs[i][j] === costs[i][j + 1] + sizeOf(after[j])
    ) {
      j += 1;
    } else {
      result.push(undefined);
      i += 1;
    }
  }
  return result;
}

/** `costs[i][j]`: what it takes to make `after[j…]` of `before[i…]`. `changes[i][j]`: to make the one of the other. */
function costsOf(before: readonly unknown[], after: readonly unknown[]) {
  const costs = Array.from({ length: before.length + 1 }, () =>
    new Array<number>(after.length + 1).fill(0),
  );
  const changes = before.map(a =>
    after.map(b => distance(a, b) * CHANGE_OVER_ADDITION),
  );
  for (let i = before.length; i >= 0; i -= 1)
    for (let j = after.length; j >= 0; j -= 1) {
      const options = [
        i < before.length ? costs[i + 1][j] + sizeOf(before[i]) : Infinity,
        j < after.length ? costs[i][j + 1] + sizeOf(after[j]) : Infinity,
        i < before.length && j < after.length
          ? costs[i + 1][j + 1] + changes[i][j]
          : Infinity,
      ];
      const least = Math.min(...options);
      costs[i][j] = least === Infinity ? 0 : least;
    }
  return { costs, changes };
}

/** How much has to be written or deleted to make one value of another; all of it where they have other names. */
function distance(before: unknown, after: unknown): number {
  if (isDeepStrictEqual(before, after)) return 0;
  const [a, b] = [fieldsOf(before), fieldsOf(after)];
  if (!a && !b) return 1;
  if (Array.isArray(before) && Array.isArray(after))
    return before.length * after.length > MAX_PAIRS
      ? sizeOf(before) + sizeOf(after)
      : costsOf(before, after).costs[0][0];
  if (
    !a ||
    !b ||
    a.get('name') !== b.get('name') ||
    Array.isArray(before) !== Array.isArray(after)
  )
    return sizeOf(before) + sizeOf(after);
  const keys = new Set([...a.keys(), ...b.keys()]);
  return [...keys].reduce((sum, key) => {
    if (!a.has(key)) return sum + sizeOf(b.get(key));
    if (!b.has(key)) return sum + sizeOf(a.get(key));
    return sum + distance(a.get(key), b.get(key));
  }, 0);
}

function sizeOf(value: unknown): number {
  const fields = fieldsOf(value);
  if (!fields) return 1;
  return [...fields.values()].reduce<number>(
    (sum, field) => sum + sizeOf(field),
    1,
  );
}

function fieldsOf(value: unknown): Map<string, unknown> | undefined {
  return typeof value === 'object' && value !== null
    ? new Map(Object.entries(value))
    : undefined;
}
