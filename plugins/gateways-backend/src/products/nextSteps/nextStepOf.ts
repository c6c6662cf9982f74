import { addClusterStep } from './addClusterStep';
import { createGatewayStep } from './createGatewayStep';
import { Asked, NextStep } from './NextStep';
import { splitServiceStep } from './splitServiceStep';

export function nextStepOf({
  mayPropose,
  ...asked
}: Asked & { mayPropose: boolean }): NextStep | undefined {
  const step = stepAfter(asked);
  if (mayPropose || !step?.template) return step;
  return {
    title: step.title,
    unavailable: `You may not propose changes for ${asked.title}: ask one of its owners.`,
  };
}

function stepAfter(asked: Asked): NextStep | undefined {
  switch (asked.stage) {
    case 'shared':
    case 'ingress-only':
      return createGatewayStep(asked);
    case 'own-gateway':
      return splitServiceStep(asked) ?? addClusterStep(asked);
    default:
      return undefined;
  }
}
