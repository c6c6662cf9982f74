import {
  AuthenticationError,
  ConflictError,
  InputError,
  isError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';

/** A call of a forge's REST API. */
export interface ForgeCall {
  /** For people: where it happens. */
  repository: string;
  /** For people, to continue "cannot": `open a pull request`. */
  purpose: string;
  url: string;
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  headers?: Record<string, string>;
  body?: unknown;
}

const TIMEOUT_MS = 20_000;

/** The answer's JSON. Whatever goes wrong is told in a sentence, without the request's headers or URL in it. */
export async function forgeRequest<T>(call: ForgeCall): Promise<T> {
  const response = await send(call);
  const text = await response.text();
  if (!response.ok) throw failure(call, response.status, text);
  try {
    return JSON.parse(text || 'null');
  } catch {
    throw new ServiceUnavailableError(
      `Cannot ${call.purpose} in ${call.repository}: the forge answered with something that is not JSON. Is there a proxy or a sign-in page in front of it?`,
    );
  }
}

/** As {@link forgeRequest}; undefined where the forge answers that there is no such thing. */
export async function forgeLookup<T>(call: ForgeCall): Promise<T | undefined> {
  try {
    return await forgeRequest<T>(call);
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

async function send({
  url,
  method = 'GET',
  headers,
  body,
  ...call
}: ForgeCall) {
  try {
    return await fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    throw new ServiceUnavailableError(
      `Cannot ${call.purpose} in ${
        call.repository
      }: the forge cannot be reached (${reasonOf(
        error,
      )}). Try again when it answers.`,
    );
  }
}

function failure(
  { purpose, repository }: ForgeCall,
  status: number,
  text: string,
) {
  const sentence = (why: string) =>
    `Cannot ${purpose} in ${repository}: ${why}`;
  const said = messageIn(text);
  switch (status) {
    case 401:
      return new AuthenticationError(
        sentence(
          "the forge does not accept the portal's credentials. Check the host's entry under integrations in the configuration.",
        ),
      );
    case 403:
      return new NotAllowedError(
        sentence(
          `the forge forbids it${said}. The portal's account needs write access to the repository.`,
        ),
      );
    case 404:
      return new NotFoundError(
        sentence(
          `the forge says that there is no such thing, or hides it from the portal's account${said}.`,
        ),
      );
    case 409:
      return new ConflictError(
        sentence(`it conflicts with what is there${said}.`),
      );
    case 422:
      return new InputError(sentence(`the forge does not accept it${said}.`));
    default:
      return new ServiceUnavailableError(
        sentence(
          `the forge answered with status ${status}${said}. Try again later.`,
        ),
      );
  }
}

/** The forge's own words, one line of them. */
function messageIn(text: string): string {
  try {
    const { message } = JSON.parse(text);
    if (typeof message !== 'string' || !message) return '';
    return ` (${message.replace(/\s+/g, ' ').slice(0, 200)})`;
  } catch {
    return '';
  }
}

/** A code such as ECONNREFUSED where there is one: messages of the HTTP client may hold the URL. */
function reasonOf(error: unknown): string {
  if (!isError(error)) return 'unknown error';
  if (error.name === 'TimeoutError')
    return `no answer within ${TIMEOUT_MS / 1000} s`;
  const { cause } = error;
  return isError(cause) && cause.code ? String(cause.code) : error.name;
}
