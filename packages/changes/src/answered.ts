import { ChangePlan, Condition } from './ChangePlan';

/** A plan with what a person answered where nobody can observe it. */
export function answered(
  plan: ChangePlan,
  confirmed: readonly string[] = [],
): ChangePlan {
  const answer = (condition: Condition): Condition => {
    const { question, ...rest } = condition;
    return question && rest.id !== undefined && confirmed.includes(rest.id)
      ? { ...rest, state: 'met', evidence: 'A person says so.' }
      : condition;
  };
  const waves = plan.waves.map(wave => ({
    ...wave,
    conditions: wave.conditions.map(answer),
  }));
  return { ...plan, waves };
}
