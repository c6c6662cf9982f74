import { canonical, Entry } from './entries';

/** Entries that no request reaches, though the same was reached before, or is new. Copies of one count as one. */
export function newlyShadowed(
  before: readonly Entry[],
  after: readonly Entry[],
  reached: ReadonlySet<Entry>,
): Entry[] {
  const had = statesOf(before, reached);
  const has = statesOf(after, reached);
  const named = new Set<string>();
  return after.filter(entry => {
    const key = meaningOf(entry);
    if (has.get(key) || named.has(key)) return false;
    named.add(key);
    return had.get(key) ?? true;
  });
}

/** Whether any copy of an entry is reached, whatever object states it. */
function statesOf(
  entries: readonly Entry[],
  reached: ReadonlySet<Entry>,
): ReadonlyMap<string, boolean> {
  const states = new Map<string, boolean>();
  for (const entry of entries) {
    const key = meaningOf(entry);
    states.set(key, (states.get(key) ?? false) || reached.has(entry));
  }
  return states;
}

const meaningOf = ({ match, effectKey }: Entry) =>
  `${canonical(match)} ${effectKey}`;
