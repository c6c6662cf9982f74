import { ConflictError } from '@backstage/errors';
import {
  ChangePlan,
  Condition,
} from '@product-gateways/backstage-plugin-gateways-common';

type Ready = ChangePlan & { outcome: 'change' | 'nothing-to-change' };

/** A wave is proposed when what the one before it changed is live, and not a moment before. */
export function refuseWaiting(plan: ChangePlan): asserts plan is Ready {
  if (plan.outcome !== 'waiting') return;
  const awaited = plan.conditions
    .filter(({ when, state }) => when === 'before-open' && state !== 'met')
    .map(sayAwaited);
  throw new ConflictError(
    `${plan.wave?.title ?? plan.title} has to wait: ${awaited.join(
      ' ',
    )} Nothing was proposed. Run the template again then.`,
  );
}

function sayAwaited({ text, evidence, question, id }: Condition): string {
  if (question)
    return `Nobody can observe this, so a person has to say: ${question} (confirm ${id})`;
  return evidence ? `${text} ${evidence}` : text;
}
