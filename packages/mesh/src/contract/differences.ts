import { align, Alignment } from './alignment';
import { mayMeet } from './condition';
import { Entry } from './entries';
import { Meeting, Meetings, meetingsOf } from './meetings';
import { BaseRequest } from './parts';

/** What comparing two lists of entries found, and which entries requests reach. */
export interface Differences extends Meetings {
  readonly reached: ReadonlySet<Entry>;
  /** How many entries both sides have that no request of `found` meets: they answer as before. */
  readonly untouched: number;
}

/** Where more entries differ, looking at all requests at once is less work. */
const few = 40;

/** The meetings of all requests whose answers may differ: where few entries differ, of the requests that these stand for. */
export function differencesOf(
  old: readonly Entry[],
  now: readonly Entry[],
  base: BaseRequest,
): Differences {
  const alignment = align(old, now);
  if (alignment.differing.length > few) {
    const meetings = meetingsOf(old, now, base);
    return { ...meetings, reached: metBy(meetings.found), untouched: 0 };
  }
  const among = (wanted: Entry, entries: readonly Entry[]) =>
    entries.filter(entry => mayMeet(entry, wanted));
  const changed = alignment.differing.map(wanted =>
    meetingsOf(among(wanted, old), among(wanted, now), base, wanted),
  );
  const found = distinct(changed.flatMap(meetings => meetings.found));
  const met = metBy(found);
  const doubtful = losers(found, alignment).filter(entry => !met.has(entry));
  const alone = doubtful.map(wanted =>
    meetingsOf([], among(wanted, now), base, wanted),
  );
  const unreached = new Set(doubtful);
  for (const { after } of alone.flatMap(meetings => meetings.found))
    if (after) unreached.delete(after);
  const all = [...changed, ...alone];
  return {
    found,
    open: [...new Set(all.flatMap(({ open }) => open))],
    cut: all.some(({ cut }) => cut),
    reached: new Set(
      [...met, ...[...alignment.common].flat()].filter(
        entry => !unreached.has(entry),
      ),
    ),
    untouched: untouchedBy(found, alignment),
  };
}

/** What both sides have, after, and what lost some of its requests, so that it may have lost all of them. */
function losers(found: readonly Meeting[], { common }: Alignment): Entry[] {
  const lost = found.flatMap(({ before, after }) => {
    const same = before && common.get(before);
    return same && same !== after ? same : [];
  });
  return [...new Set(lost)];
}

function untouchedBy(found: readonly Meeting[], { common }: Alignment): number {
  const touched = found.flatMap(({ before, after }) =>
    before && common.get(before) === after ? before : [],
  );
  return common.size - new Set(touched).size;
}

const metBy = (found: readonly Meeting[]): ReadonlySet<Entry> =>
  new Set(
    found.flatMap(({ before, after }) =>
      [before, after].flatMap(entry => entry ?? []),
    ),
  );

/** Each combination of entries once. */
function distinct(found: readonly Meeting[]): Meeting[] {
  const ids = new Map<Entry | undefined, number>();
  const idOf = (entry: Entry | undefined) => {
    const id = ids.get(entry) ?? ids.size;
    ids.set(entry, id);
    return id;
  };
  const known = new Map<string, Meeting>();
  for (const meeting of found) {
    const { before, after, tiedBefore, tiedAfter } = meeting;
    const key = [before, after, tiedBefore, tiedAfter].map(idOf).join();
    if (!known.has(key)) known.set(key, meeting);
  }
  return [...known.values()];
}
