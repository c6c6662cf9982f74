import {
  describeConditions,
  Group,
  isUnconditional,
  nameOf,
  Split,
} from './Split';
import { SplitState } from './states';

/** @example newServices(split) // 'payments/direct-deposit and payments/credit-card' */
export function newServices({ groups }: Split): string {
  const names = groups.flatMap(({ targets }) =>
    targets.map(({ service }) => nameOf(service)),
  );
  return [...new Set(names)].join(' and ');
}

/** @example whatMoves(split) // 'GET /cards… to payments/credit-card' */
export function whatMoves({ groups }: Split): string {
  return groups.map(groupOf).join('; ');
}

function groupOf({ conditions, targets }: Group, index: number): string {
  const requests =
    isUnconditional(conditions) && index
      ? 'every other request'
      : describeConditions(conditions);
  const whole = targets.length === 1 && targets[0].weight === 100;
  return `${requests} to ${targets
    .map(
      ({ service, weight }) =>
        `${nameOf(service)}${whole ? '' : ` (${weight} %)`}`,
    )
    .join(' and ')}`;
}

export function titleOf(state: SplitState, split: Split): string {
  const { service, guard } = split;
  const old = nameOf(service);
  if (state.clean) return `Take away what only the way back to ${old} needed`;
  if (state.share)
    return `Lead ${state.share} % of what moves from ${old} to ${newServices(
      split,
    )}`;
  if (state.guard)
    return `Lead requests with header ${guard?.name}: ${
      guard?.value
    } to ${newServices(split)}`;
  return `Lead everything back to ${old}`;
}

/** The wave that reaches a state, e.g. `the one that leads 10 % of what moves`. */
export function waveTo({ share, clean }: SplitState, { guard }: Split): string {
  if (clean) return 'the one that takes away what only the way back needed';
  return share
    ? `the one that leads ${share} % of what moves`
    : `the one that leads requests with header ${guard?.name}: ${guard?.value}`;
}

/** How a wave is undone, given those before it, the first of them first. */
export function rollbackOf(
  state: SplitState,
  before: readonly SplitState[],
  split: Split,
): string {
  const old = nameOf(split.service);
  const steps = before
    .filter(({ id }) => id)
    .map(reached => waveTo(reached, split));
  const further = steps.length
    ? ` To go back entirely, revert after it ${[...steps]
        .reverse()
        .join(', then ')}, each once the revert before is live.`
    : '';
  const own = state.clean
    ? `Revert this pull request: ${old} is a destination again, with a share of 0.`
    : `Revert this pull request: ${
        state.share
          ? `the share that was led to ${old} before is led there again`
          : `all requests are led to ${old} again`
      }. ${old} keeps running until then.`;
  return `${own}${further}`;
}
