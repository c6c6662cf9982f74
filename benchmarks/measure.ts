import { Bench } from 'tinybench';

/** How long something takes, in milliseconds. */
export interface Timing {
  readonly median: number;
  readonly p95: number;
  readonly runs: number;
}

/** Runs it `runs` times after two that do not count; what `before` does is not timed, and comes to it as argument. */
export function measure<T>(
  { runs, before }: { runs: number; before: (run: number) => T },
  run: (given: T) => unknown,
): Timing {
  const bench = new Bench({
    iterations: runs,
    time: 0,
    warmupIterations: 2,
    warmupTime: 0,
    retainSamples: true,
    throws: true,
  });
  let count = 0;
  let given: T;
  bench.add('it', () => run(given), {
    beforeEach: () => {
      given = before(count);
      count += 1;
    },
  });
  const [{ result }] = bench.runSync();
  if (result.state !== 'completed')
    throw new Error(`The measurement is ${result.state}`);
  const samples = [...(result.latency.samples ?? [])].sort((a, b) => a - b);
  return {
    median: quantile(samples, 0.5),
    p95: quantile(samples, 0.95),
    runs: samples.length,
  };
}

/** For what needs nothing made ready. */
export const nothing = () => undefined;

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
