/** Pages ask again with every tick; a forge need not be asked as often. */
const LONGEST_MS = 15_000;
const SHORTEST_MS = 1_000;

/**
 * Whether an answer of a forge is fresh enough for a page. When the clusters have changed since, somebody may have merged: then it is
 * only for a second, so that a page never tells a change that it sees in a cluster as one that git does not hold.
 */
export class Freshness {
  private constructor(
    private readonly askedAt: number,
    private readonly clusters: unknown,
  ) {}

  /** @param clusters - What they are when the forge is asked */
  static of(clusters: unknown, now = performance.now()): Freshness {
    return new Freshness(now, clusters);
  }

  /** @param clusters - What they are now */
  isOver(clusters: unknown, now = performance.now()): boolean {
    const longest = this.clusters === clusters ? LONGEST_MS : SHORTEST_MS;
    return now - this.askedAt >= longest;
  }
}
