import { isRival } from './creationOrder';
import { Entry } from './entries';
import { Predicate } from './predicates';
import { PredicateIndex } from './PredicateIndex';

/** The entry of a side that may still answer, and the parts of the request on which that depends. */
export interface Item {
  readonly entry: Entry;
  readonly rest: readonly string[];
}

/** Two lists of entries, seen by their conditions on one part of the request. */
export interface Split {
  /** Each condition once. */
  readonly predicates: readonly Predicate[];
  /** The entries of each list that are left where the part has a value. */
  select(value: string | undefined): readonly [Item[], Item[]];
}

export function splitBy(
  part: string,
  before: readonly Item[],
  after: readonly Item[],
): Split {
  const known = new Map<string, number>();
  const predicates: Predicate[] = [];
  const idOf = (predicate: Predicate) => {
    const id = known.get(predicate.key) ?? predicates.length;
    if (id === predicates.length) {
      known.set(predicate.key, id);
      predicates.push(predicate);
    }
    return id;
  };
  const columns = [before, after].map(items => new Column(part, items, idOf));
  const index = new PredicateIndex(predicates);
  return {
    predicates,
    select: value => {
      const holding = index.holding(value);
      return [columns[0].select(holding), columns[1].select(holding)];
    },
  };
}

class Column {
  /** Positions of the entries without a condition on the part. */
  private readonly free: number[] = [];
  /** By condition, the positions of the entries that have it. */
  private readonly having = new Map<number, number[]>();
  /** How many conditions an entry has, where there are several. */
  private readonly several = new Map<number, number>();
  private readonly left: readonly Item[];
  private readonly ofSeveralObjects: boolean;

  constructor(
    part: string,
    items: readonly Item[],
    idOf: (predicate: Predicate) => number,
  ) {
    this.left = items.map((item, position) => {
      const { entry, rest } = item;
      const predicates = entry.predicates.get(part);
      if (!predicates) {
        this.free.push(position);
        return item;
      }
      const ids = new Set(predicates.map(idOf));
      if (ids.size > 1) this.several.set(position, ids.size);
      for (const id of ids) {
        const others = this.having.get(id);
        if (others) others.push(position);
        else this.having.set(id, [position]);
      }
      return { entry, rest: rest.filter(other => other !== part) };
    });
    this.ofSeveralObjects = items.some(
      ({ entry }) => entry.objectKey !== items[0].entry.objectKey,
    );
  }

  /** Those that are left where these conditions hold: up to the first that takes every request, and of other objects what might come first. */
  select(holding: readonly number[]): Item[] {
    const selected: Item[] = [];
    const taken = new Set<string>();
    let taker: Entry | undefined;
    for (const position of this.positions(holding)) {
      const item = this.left[position];
      const { entry, rest } = item;
      if (taken.has(entry.objectKey)) continue;
      if (taker && !isRival(taker, entry)) continue;
      selected.push(item);
      if (rest.length > 0) continue;
      if (!this.ofSeveralObjects) break;
      taker ??= entry;
      taken.add(entry.objectKey);
    }
    return selected;
  }

  private *positions(holding: readonly number[]): Generator<number> {
    const met = this.meeting(holding);
    let next = 0;
    for (const position of this.free) {
      while (next < met.length && met[next] < position) yield met[next++];
      yield position;
    }
    while (next < met.length) yield met[next++];
  }

  private meeting(holding: readonly number[]): number[] {
    const lists = holding.flatMap(id => this.having.get(id) ?? []);
    if (this.several.size === 0) return lists.sort((a, b) => a - b);
    const counts = new Map<number, number>();
    for (const position of lists)
      counts.set(position, (counts.get(position) ?? 0) + 1);
    return [...counts]
      .filter(
        ([position, count]) => count === (this.several.get(position) ?? 1),
      )
      .map(([position]) => position)
      .sort((a, b) => a - b);
  }
}
