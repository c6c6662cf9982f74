/** How many endpoints a group has, and how many of them are ready. */
interface Health {
  readonly ready: number;
  readonly total: number;
}

/** A group carries everything until less than 1 / 1.4 of it is ready. */
const overprovisioning = 1.4;

/**
 * Percent of the requests that each of some groups gets, the first choice first, as Envoy spreads them over priorities.
 * See envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/load_balancing/priority.
 */
export function priorityShares(groups: readonly Health[]): number[] {
  const able = groups.map(({ ready, total }) =>
    total === 0 ? 0 : Math.min(100, (overprovisioning * 100 * ready) / total),
  );
  const all = Math.min(
    100,
    able.reduce((sum, part) => sum + part, 0),
  );
  let left = 100;
  return able.map(part => {
    const share = all === 0 ? 0 : Math.min(left, (part * 100) / all);
    left -= share;
    return share;
  });
}
