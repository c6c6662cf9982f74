import type { Access, User } from './access';
import { ApiError } from './ApiError';
import { isRecord } from './validation';

/** May the one who asks do that? As `kubectl auth can-i`. */
export function selfSubjectAccessReview(
  access: Access,
  user: User,
  review: unknown,
): object {
  const spec = isRecord(review) && isRecord(review.spec) ? review.spec : {};
  const { resourceAttributes: asked } = spec;
  if (!isRecord(asked)) {
    throw new ApiError(
      422,
      'spec.resourceAttributes: Required value: the sample cluster reviews access to resources only',
      'Invalid',
    );
  }
  const attempt = {
    verb: text(asked.verb),
    group: text(asked.group),
    resource: text(asked.resource),
    subresource: text(asked.subresource) || undefined,
    namespace: text(asked.namespace) || undefined,
    name: text(asked.name) || undefined,
  };
  return {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    metadata: {},
    spec,
    status: { allowed: access.allows(user, attempt) },
  };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
