import { Split, totalOf } from './Split';

/** How far a split has come. Each state but the first is reached by one wave, whose id it is. */
export interface SplitState {
  id: string;
  /** Requests with the guard's header are led to the new Services. */
  guard: boolean;
  /** The percent of what shall move that has moved. */
  share: number;
  /** What only the way back needed is gone: guards, and destinations that get nothing. */
  clean: boolean;
}

/** All states in order, from today's, which has no wave, to the last. */
export function statesOf({ guard, stages, groups }: Split): SplitState[] {
  const isGuarded = guard !== undefined;
  const keepsOld = groups.every(group => totalOf(group) < 100);
  const moved = (share: number) =>
    groups
      .flatMap(({ targets }) => targets)
      .map(({ weight }) => Math.round((weight * share) / 100))
      .join();
  // Of a small weight a small stage may be nothing at all.
  const steps = stages.filter(
    (share, index) => moved(share) !== moved(index ? stages[index - 1] : 0),
  );
  const state = (id: string, more: Partial<SplitState>): SplitState => ({
    id,
    guard: false,
    share: 0,
    clean: false,
    ...more,
  });
  return [
    state('', {}),
    ...(isGuarded ? [state('guarded', { guard: true })] : []),
    ...steps.map(share =>
      state(`weight-${share}`, { guard: isGuarded, share }),
    ),
    ...(isGuarded || !keepsOld
      ? [state('cleanup', { share: 100, clean: true })]
      : []),
  ];
}
