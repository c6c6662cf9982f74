/** How long we wait for what. Milliseconds, but for `watchSeconds`. */
export interface WatchLimits {
  /** Objects a page of a list. A page of 500 keeps the event loop for some 13 ms. */
  pageSize: number;
  /** For a page to be complete. */
  pageWithin: number;
  /** For a watch to be opened. */
  openWithin: number;
  /** For a sign of life on an open watch. API servers send a bookmark a minute, so a healthy watch is never cut. */
  silence: number;
  /** A watch ends by itself after a time between these, so that the watches of many do not end together. */
  watchSeconds: readonly [number, number];
}

export const defaultLimits: WatchLimits = {
  pageSize: 500,
  pageWithin: 30_000,
  openWithin: 10_000,
  silence: 75_000,
  watchSeconds: [300, 600],
};
