import type { Condition } from './objects';

export type NewCondition = Omit<
  Condition,
  'lastTransitionTime' | 'observedGeneration'
>;

/** A condition keeps the time at which it became what it is. */
export function conditions(
  wanted: NewCondition[],
  previous: Condition[] | undefined,
  { generation, now }: { generation?: number; now: Date },
): Condition[] {
  return wanted.map(condition => {
    const before = previous?.find(({ type }) => type === condition.type);
    const lastTransitionTime =
      before?.status === condition.status && before.lastTransitionTime
        ? before.lastTransitionTime
        : rfc3339(now);
    return {
      ...condition,
      lastTransitionTime,
      ...(generation !== undefined && { observedGeneration: generation }),
    };
  });
}

/** A condition that is as it should be. */
export function positive(
  type: string,
  reason: string,
  message: string,
): NewCondition {
  return { type, status: 'True', reason, message };
}

export function isTrue(
  found: Condition[] | undefined,
  wanted: string,
): boolean {
  return (found ?? []).some(
    ({ type, status }) => type === wanted && status === 'True',
  );
}

/** As API servers write times: no fractions of a second. */
export function rfc3339(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
