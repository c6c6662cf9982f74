import { Alert } from '@backstage/ui';
import { ProductChanges } from '@product-gateways/backstage-plugin-gateways-common';
import { Answer, knownOf } from '../form/useAnswer';

/** Why what is under way in git is not known, or not all of it. */
export function ChangesUnread({ answer }: { answer: Answer<ProductChanges> }) {
  const reasons = whyUnread(answer);
  if (reasons.length === 0) return null;
  return (
    <Alert
      status="warning"
      icon
      title="Changes and differences from git could not be read"
      description={reasons.join(' ')}
    />
  );
}

function whyUnread(answer: Answer<ProductChanges>): string[] {
  return answer.status === 'failed'
    ? [answer.reason]
    : knownOf(answer)?.problems ?? [];
}
