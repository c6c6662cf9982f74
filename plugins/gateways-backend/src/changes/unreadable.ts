import { isError, ServiceUnavailableError } from '@backstage/errors';
import { GitSource } from './readGitSources';

/** Why a branch cannot be read, and what to do; `integration` is the forge's key under `integrations`. */
export function unreadable(
  { url, branch }: GitSource,
  error: unknown,
  integration: string,
): Error {
  if (isError(error) && error.name === 'InputError') return error;
  const what = `Branch ${branch} of ${url} cannot be read`;
  const why = reasonFor(statusOf(error), url, integration);
  // As an argument the cause would become a part of the sentence.
  return Object.assign(new ServiceUnavailableError(`${what}. ${why}`), {
    cause: error,
  });
}

function reasonFor(
  status: number | undefined,
  url: string,
  integration: string,
): string {
  switch (status) {
    case undefined:
      return 'The forge cannot be reached. Try again when it can.';
    case 401:
    case 403:
      return `The forge refused the portal's credentials for ${url}: check integrations.${integration} in the configuration and that account's rights.`;
    case 404:
      return `The forge has no such repository or branch, or hides it from the portal: check gateways.git.sources and integrations.${integration} in the configuration.`;
    case 429:
      return 'The forge has been asked too often. Try again later.';
    default:
      return `The forge answered ${status}. Try again when it is well.`;
  }
}

/** UrlReaders tell the status by the error's name, or only at the end of its message: `…, 403 Forbidden`. */
function statusOf(error: unknown): number | undefined {
  if (!isError(error)) return undefined;
  if (/rate limit/i.test(error.message)) return 429;
  switch (error.name) {
    case 'AuthenticationError':
      return 401;
    case 'NotAllowedError':
      return 403;
    case 'NotFoundError':
      return 404;
    default: {
      if (typeof error.statusCode === 'number') return error.statusCode;
      const [, status] = /, ([45]\d\d)( [^,]*)?$/.exec(error.message) ?? [];
      return status ? Number(status) : undefined;
    }
  }
}
