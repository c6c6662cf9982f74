import { isError } from '@backstage/errors';

/** Why a request to an API server did not give what was asked for. Plain data: it becomes an event, a state, a sentence. */
export interface Failure {
  /** A stable word: an HTTP status such as `403`, a system error such as `ECONNREFUSED`, or TLS, SILENT, CREDENTIAL, MALFORMED. */
  code: string;
  /** What happened, for people; holds no credential. */
  message: string;
  /** The server answered, so it is not the connection that failed. */
  answered: boolean;
  /** The server asks not to be asked again before this many milliseconds have passed. */
  retryAfter?: number;
}

/** A failure on its way to the place where it becomes an event. */
export class RequestFailed extends Error {
  constructor(readonly failure: Failure, options?: ErrorOptions) {
    super(failure.message, options);
    this.name = 'RequestFailed';
  }
}

export function requestFailed(
  code: string,
  message: string,
  options?: ErrorOptions,
): RequestFailed {
  return new RequestFailed({ code, message, answered: false }, options);
}

/** Of these Node says no more than "aborted", "socket hang up" or "Premature close". */
const wasCut = new Set([
  'ABORT_ERR',
  'ECONNRESET',
  'EPIPE',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

/** What any error of a request means. */
export function failureOf(error: unknown): Failure {
  if (error instanceof RequestFailed) return error.failure;
  const code = codeOf(error);
  if (isTls(code)) {
    return {
      code: 'TLS',
      message: `The TLS connection failed (${code}): ${messageOf(
        error,
      )}. Check that the address speaks TLS, the CA and the host name.`,
      answered: false,
    };
  }
  if (wasCut.has(code)) {
    return {
      code,
      message: `The connection to the API server was cut (${messageOf(
        error,
      )}). The portal connects again by itself.`,
      answered: false,
    };
  }
  return { code, message: messageOf(error), answered: false };
}

function codeOf(error: unknown): string {
  const code = isError(error) ? error.code : undefined;
  return typeof code === 'string' ? code : 'FAILED';
}

function messageOf(error: unknown): string {
  return isError(error) ? error.message : String(error);
}

// Node names certificate errors as OpenSSL's verification does (https://nodejs.org/api/tls.html#x509-certificate-error-codes).
function isTls(code: string): boolean {
  return (
    code === 'EPROTO' ||
    /^ERR_(TLS|SSL|OSSL)_/.test(code) ||
    /CERT|CRL|^UNABLE_TO_|^INVALID_(CA|PURPOSE)|^HOSTNAME_MISMATCH$/.test(code)
  );
}
