import {
  AuthenticationError,
  ConflictError,
  isError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';

/** What went wrong between git and a forge, in a sentence; the URL and the credentials stay out of it. */
export function gitFailure(
  purpose: string,
  repository: string,
  error: unknown,
): Error {
  const what = `Cannot ${purpose} in ${repository}`;
  const { statusCode, prettyDetails } = Object(Object(error).data);
  switch (statusCode) {
    case 401:
      return new AuthenticationError(
        `${what}: the forge does not accept the portal's credentials. Check the host's entry under integrations in the configuration.`,
      );
    case 403:
      return new NotAllowedError(
        `${what}: the forge forbids it. The portal's account needs write access to the repository.`,
      );
    case 404:
      return new NotFoundError(
        `${what}: the forge says that there is no such repository, or hides it from the portal's account.`,
      );
    default:
  }
  if (!isError(error)) return new ServiceUnavailableError(`${what}.`);
  if (error.name === 'NotFoundError')
    return new NotFoundError(`${what}: there is no such branch.`);
  if (error.name === 'GitPushError' || error.name === 'PushRejectedError')
    return new ConflictError(
      `${what}: the forge refused the push${
        prettyDetails
          ? ` (${String(prettyDetails)
              .replace(/\s+/g, ' ')
              .trim()
              .slice(0, 200)})`
          : ''
      }. Is the branch protected?`,
    );
  const reason = error.code
    ? String(error.code)
    : `status ${statusCode ?? 'unknown'}`;
  return new ServiceUnavailableError(
    `${what}: the forge does not answer as it should (${reason}). Try again when it does.`,
  );
}
