import { Alert, Skeleton, Text, VisuallyHidden } from '@backstage/ui';

/** A field whose choices are not known yet. */
export function Asking({ what }: { what: string }) {
  return (
    <div aria-busy>
      <VisuallyHidden role="status">Reading {what}…</VisuallyHidden>
      <Skeleton width="100%" height="3rem" />
    </div>
  );
}

/** A field whose choices could not be read. */
export function NotRead({ what, reason }: { what: string; reason: string }) {
  return <Failed title={`Could not read ${what}`} reason={reason} />;
}

/** What the backend says no to. */
export function Refused({ reason }: { reason: string }) {
  return <Failed title="This cannot be done" reason={reason} />;
}

function Failed({ title, reason }: { title: string; reason: string }) {
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={title}
      description={reason}
    />
  );
}

/** What is wrong with an answer, before the form is asked to go on. What holds it up then, the form says itself below the field. */
export function EarlyError({ error }: { error: string | undefined }) {
  if (!error) return null;
  return (
    <Text as="p" variant="body-small" color="danger" role="alert">
      {error}
    </Text>
  );
}
