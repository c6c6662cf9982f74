import { ChangePlan, Condition } from './ChangePlan';

/** A plan with what a person answered where nobody can observe it. */
export function answered(
  plan: ChangePlan,
  confirmed: readonly string[] = [],
): ChangePlan {
  const answer = (condition: Condition): Condition =>
    condition.question &&
    condition.id !== undefined &&
    confirmed.includes(condition.id)
      ? { ...condition, state: 'met', evidence: 'A person says so.' }
      : condition;
  const waves = plan.waves.map(wave => ({
    ...wave,
    conditions: wave.conditions.map(answer),
  }));
  return { ...plan, waves };
}
