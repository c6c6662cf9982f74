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
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={`Could not read ${what}`}
      description={reason}
    />
  );
}

/** What is wrong with an answer, under its field. */
export function FieldErrors({ errors }: { errors: string[] | undefined }) {
  if (!errors?.length) return null;
  return (
    <Text as="p" variant="body-small" color="danger" role="alert">
      {errors.join(' ')}
    </Text>
  );
}
