import { Alert, Button } from '@backstage/ui';
import { ReadFailure } from '../live/readFailure';
import { RelativeTime } from './RelativeTime';

const titles: Record<ReadFailure['kind'], string> = {
  forbidden: "You may not see this product's gateways",
  'not-found': 'This product is not known to the gateways backend',
  other: 'The gateways could not be read',
};

const advice: Record<ReadFailure['kind'], string> = {
  forbidden:
    'Whoever looks after this portal can grant the permission gateways.product.read.',
  'not-found': 'Is it in the catalog, and of a kind that owns gateways?',
  other: 'The page tries again by itself.',
};

/** Nothing could be read: what happened, and what to do. */
export function ReadFailureAlert({
  failure: { kind, reason },
  onRetry,
}: {
  failure: ReadFailure;
  onRetry: () => void;
}) {
  return (
    <Alert
      role="alert"
      status={kind === 'other' ? 'danger' : 'warning'}
      icon
      title={titles[kind]}
      description={`${reason}${/[.!?]$/.test(reason) ? '' : '.'} ${
        advice[kind]
      }`}
      customActions={<Retry onRetry={onRetry} />}
    />
  );
}

/** The last refresh failed: what is shown is what was seen before. */
export function StaleAlert({
  failure: { reason },
  confirmedAt,
  onRetry,
}: {
  failure: ReadFailure;
  confirmedAt: number;
  onRetry: () => void;
}) {
  return (
    <Alert
      role="status"
      status="warning"
      icon
      title={
        <>
          Not refreshed: this is what was seen <RelativeTime at={confirmedAt} />
        </>
      }
      description={reason}
      customActions={<Retry onRetry={onRetry} />}
    />
  );
}

function Retry({ onRetry }: { onRetry: () => void }) {
  return (
    <Button size="small" variant="secondary" onPress={onRetry}>
      Try again
    </Button>
  );
}
