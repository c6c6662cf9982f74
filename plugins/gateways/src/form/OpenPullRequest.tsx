import { Alert, Link } from '@backstage/ui';
import { Intent } from '@product-gateways/backstage-plugin-gateways-common';
import { useProductChanges } from '../live/useProductChanges';
import { isSameSubject } from './isSameSubject';
import { knownOf } from './useAnswer';

/** Says so where the change that is previewed is proposed already: then its pull request is updated, and no other opened. */
export function OpenPullRequest({
  intent,
  revision,
}: {
  intent: Intent;
  /** Of the repository that was planned with. */
  revision: string | undefined;
}) {
  const changes = knownOf(useProductChanges(intent.product, revision ?? ''));
  const open = changes?.changes.find(
    change =>
      change.state === 'proposed' && isSameSubject(change.intent, intent),
  );
  if (!open) return null;
  const { number, url } = open.pullRequest;
  return (
    <Alert
      status="info"
      icon
      title={
        <>
          <Link href={url}>Pull request #{number}</Link> is open; this updates
          it.
        </>
      }
    />
  );
}
