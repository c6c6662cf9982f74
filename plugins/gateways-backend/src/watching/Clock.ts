import { setTimeout as timeout } from 'node:timers/promises';

/** Time as an argument: a test brings its own. */
export interface Clock {
  /** Milliseconds since some moment; never jumps, whatever happens to the clock on the wall. */
  now(): number;
  /** Ends early, without an error, when the signal is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  async sleep(milliseconds, signal) {
    if (milliseconds <= 0 || signal.aborted) return;
    await timeout(milliseconds, undefined, { signal }).catch(() => {});
  },
};
