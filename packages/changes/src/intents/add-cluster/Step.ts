import { Condition, FileEdit, Wave } from '../../ChangePlan';

/** One step of the way, whether or not git holds it already. */
export interface Step extends Omit<Wave, 'edits' | 'conditions' | 'id'> {
  id: string;
  edits: readonly FileEdit[];
  /** Its edits cannot be written yet, for what `opens` says. */
  waits: boolean;
  /** What must be true before its pull request is opened. */
  opens: readonly Condition[];
  conditions: readonly Condition[];
}

/** What callers of the internal host get between the waves: gateways know it, and have no route for it. */
export const notLedYet = 'nobody is led there yet: not found (404)';

/** The steps that remain as waves: the first with its edits, and with what the step before it must have made true. */
export function remaining(steps: readonly Step[]): Wave[] {
  const first = steps.findIndex(({ edits, waits }) => waits || edits.length);
  if (first < 0) return [];
  return steps
    .slice(first)
    .map(({ waits, opens, edits, conditions, ...step }, index) => ({
      ...step,
      edits: index === 0 ? edits : [],
      conditions: [...(index === 0 ? opens : []), ...conditions],
    }));
}
