import { setTimeout } from 'node:timers/promises';

/** Waits before another try; the signal ends the wait at once. */
export async function pause(
  milliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal, ref: false }).catch(
    () => {},
  );
}
