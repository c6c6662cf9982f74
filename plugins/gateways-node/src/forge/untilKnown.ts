/** Between questions, in milliseconds; 9.5 seconds in all. */
const PAUSES = [100, 200, 400, 800, 1600, 3200, 3200];

/**
 * Asks again, with growing pauses, until there is an answer; undefined after about ten seconds without one. Gitea takes note of a
 * push in the background: what git was told a moment ago its API may not know yet.
 */
export async function untilKnown<T>(
  ask: () => Promise<T | undefined>,
  sleep: (milliseconds: number) => Promise<unknown>,
): Promise<T | undefined> {
  for (const pause of PAUSES) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(pause);
  }
  return ask();
}
