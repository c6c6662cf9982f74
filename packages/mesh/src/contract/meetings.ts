import { firstTie } from './creationOrder';
import { Entry } from './entries';
import { Assignment, BaseRequest, domainOf } from './parts';
import { holds } from './predicates';
import { Item, splitBy } from './splitBy';
import { valuesOf } from './values/valuesOf';

/** Requests that meet the same entry of each side, by one of them. */
export interface Meeting {
  readonly before?: Entry;
  readonly after?: Entry;
  /** What would answer instead, had objects been created in another order. */
  readonly tiedBefore?: Entry;
  readonly tiedAfter?: Entry;
  readonly values: Assignment;
}

export interface Meetings {
  readonly found: readonly Meeting[];
  /** Regular expressions because of which a meeting may be missing. */
  readonly open: readonly string[];
  /** True: there were too many combinations of conditions to look at all. */
  readonly cut: boolean;
}

interface State {
  readonly before: readonly Item[];
  readonly after: readonly Item[];
  readonly values: Assignment;
}

/** How many entries are looked at before a comparison gives up; a few seconds. */
const effort = 5_000_000;

/**
 * All pairs of an entry before and one after that a request meets. A part of the request is split into the values that its conditions
 * tell apart, one part after the other, and only those parts on which the first entries that are left still depend. `wanted`: requests alone that meet this entry.
 */
export function meetingsOf(
  before: readonly Entry[],
  after: readonly Entry[],
  base: BaseRequest,
  wanted?: Entry,
): Meetings {
  const found = new Map<string, Meeting>();
  const open = new Set<string>();
  const ids = new Map(
    [...before, ...after].map((entry, index) => [entry, index]),
  );
  const idOf = (entry: Entry | undefined) => entry && ids.get(entry);
  const idsOf = (items: readonly Item[]) =>
    items.map(({ entry }) => idOf(entry)).join();
  const states: State[] = [
    { before: itemsOf(before), after: itemsOf(after), values: new Map() },
  ];
  let looked = 0;
  for (let state = states.pop(); state; state = states.pop()) {
    const part = nextPart(state, wanted);
    if (part === undefined) {
      const meeting = meetingOf(state);
      const key = [
        meeting.before,
        meeting.after,
        meeting.tiedBefore,
        meeting.tiedAfter,
      ].map(idOf);
      if (!found.has(key.join())) found.set(key.join(), meeting);
      continue;
    }
    const { predicates, select } = splitBy(part, state.before, state.after);
    const asked = wanted?.predicates.get(part) ?? [];
    const possible = valuesOf(
      [...predicates, ...asked],
      domainOf(part, base, state.values),
    );
    possible.open.forEach(regex => open.add(regex));
    const next = new Map<string, State>();
    const values = possible.values.filter(value =>
      asked.every(predicate => holds(predicate, value)),
    );
    for (const value of values) {
      const [left, right] = select(value);
      looked += 1 + left.length + right.length;
      const key = `${idsOf(left)}|${idsOf(right)}`;
      if (!next.has(key))
        next.set(key, {
          before: left,
          after: right,
          values: new Map(state.values).set(part, value),
        });
      if (looked > effort)
        return { found: [...found.values()], open: [...open], cut: true };
    }
    // The last is looked at first.
    states.push(...[...next.values()].reverse());
  }
  return { found: [...found.values()], open: [...open], cut: false };
}

const itemsOf = (entries: readonly Entry[]): Item[] =>
  entries.map(entry => ({ entry, rest: [...entry.predicates.keys()] }));

/** The part on which it depends who answers, or who would. Paths first: they tell most entries apart. */
function nextPart(
  { before, after, values }: State,
  wanted: Entry | undefined,
): string | undefined {
  const asked = wanted ? [...wanted.predicates.keys()] : [];
  const open = asked.find(part => !values.has(part));
  if (open) return open;
  if (!values.has('path'))
    if ([...before, ...after].some(({ rest }) => rest.includes('path')))
      return 'path';
  return (
    before.at(0)?.rest.at(0) ??
    after.at(0)?.rest.at(0) ??
    firstTie(after)?.rest.at(0) ??
    firstTie(before)?.rest.at(0)
  );
}

const meetingOf = ({ before, after, values }: State): Meeting => ({
  before: before.at(0)?.entry,
  after: after.at(0)?.entry,
  tiedBefore: firstTie(before)?.entry,
  tiedAfter: firstTie(after)?.entry,
  values,
});
