import { Entry } from './entries';

/** Entries that both sides have in the same order, and those that only one has or has elsewhere. */
export interface Alignment {
  /** An entry before, and the same one after. */
  readonly common: ReadonlyMap<Entry, Entry>;
  readonly differing: readonly Entry[];
}

/** Every request that the sides answer differently meets one of the entries that differ. */
export function align(old: readonly Entry[], now: readonly Entry[]): Alignment {
  const places = new Map<string, number[]>();
  old.forEach(({ key }, place) => {
    const others = places.get(key);
    if (others) others.push(place);
    else places.set(key, [place]);
  });
  const pairs = now.flatMap((entry): Pair[] => {
    const place = places.get(entry.key)?.shift();
    return place === undefined ? [] : [{ place, entry }];
  });
  const common = new Map(
    longestRising(pairs).map(({ place, entry }) => [old[place], entry]),
  );
  const kept = new Set(common.values());
  return {
    common,
    differing: [
      ...old.filter(entry => !common.has(entry)),
      ...now.filter(entry => !kept.has(entry)),
    ],
  };
}

interface Pair {
  readonly place: number;
  readonly entry: Entry;
  readonly previous?: Pair;
}

/** The longest choice of pairs whose places rise, by patience sorting. */
function longestRising(pairs: readonly Pair[]): Pair[] {
  const piles: Pair[] = [];
  for (const pair of pairs) {
    let [low, high] = [0, piles.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (piles[middle].place < pair.place) low = middle + 1;
      else high = middle;
    }
    piles[low] = { ...pair, previous: piles[low - 1] };
  }
  const chosen: Pair[] = [];
  for (let pair = piles.at(-1); pair; pair = pair.previous) chosen.push(pair);
  return chosen.reverse();
}
