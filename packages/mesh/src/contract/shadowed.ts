import { canonical, Entry } from './entries';
import { Meeting } from './meetings';

/** Entries that no request reaches, though the same was reached before, or is new. Copies of one count as one. */
export function newlyShadowed(
  before: readonly Entry[],
  after: readonly Entry[],
  found: readonly Meeting[],
): Entry[] {
  const had = statesOf(before, new Set(found.map(meeting => meeting.before)));
  const has = statesOf(after, new Set(found.map(meeting => meeting.after)));
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
  reached: ReadonlySet<Entry | undefined>,
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
