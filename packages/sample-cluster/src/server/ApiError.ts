import type { Status, StatusDetails } from '../object';

const reasons: Record<number, string> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  409: 'Conflict',
  410: 'Expired',
  415: 'UnsupportedMediaType',
  422: 'Invalid',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
};

/** A request that is answered with a Status, as Kubernetes makes it. */
export class ApiError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly reason: string = reasons[code] ?? 'InternalError',
    readonly details?: StatusDetails,
    readonly metadata: Status['metadata'] = {},
  ) {
    super(message);
  }

  get status(): Status {
    const { metadata, message, reason, details, code } = this;
    return {
      apiVersion: 'v1',
      kind: 'Status',
      metadata,
      status: 'Failure',
      message,
      reason,
      details,
      code,
    };
  }
}

/** An answer in plain text, where Kubernetes does not make a Status: its router, and its overload protection. */
export class PlainTextError extends ApiError {}

/** A path, or a group, that the server does not know. */
export function pageNotFound(): ApiError {
  return new PlainTextError(404, '404 page not found');
}

/** A resource that its group does not have, at least not in this version. */
export function resourceNotFound(): ApiError {
  return new ApiError(
    404,
    'the server could not find the requested resource',
    'NotFound',
    {},
  );
}

/** The names by which errors call a kind of object. */
export interface Named {
  group: string;
  plural: string;
  kind: string;
}

export function notFound({ group, plural }: Named, name: string): ApiError {
  return new ApiError(
    404,
    `${qualified(plural, group)} "${name}" not found`,
    'NotFound',
    { name, group: group || undefined, kind: plural },
  );
}

export function alreadyExists(
  { group, plural }: Named,
  name: string,
): ApiError {
  return new ApiError(
    409,
    `${qualified(plural, group)} "${name}" already exists`,
    'AlreadyExists',
    {
      name,
      group: group || undefined,
      kind: plural,
    },
  );
}

export function conflict(
  { group, plural }: Named,
  name: string,
  why: string,
): ApiError {
  const message = `Operation cannot be fulfilled on ${qualified(
    plural,
    group,
  )} "${name}": ${why}`;
  return new ApiError(409, message, 'Conflict', {
    name,
    group: group || undefined,
    kind: plural,
  });
}

export function invalid(
  { group, kind }: Named,
  name: string,
  field: string,
  reason: string,
  message: string,
): ApiError {
  return new ApiError(
    422,
    `${qualified(kind, group)} ${JSON.stringify(
      name,
    )} is invalid: ${field}: ${message}`,
    'Invalid',
    {
      name,
      group: group || undefined,
      kind,
      causes: [{ reason, message, field }],
    },
  );
}

/** A watch or list from a resource version that is forgotten. */
export function expired(
  message: string,
  metadata?: Status['metadata'],
): ApiError {
  return new ApiError(410, message, 'Expired', undefined, metadata);
}

/** A client has seen more than this server: it talked to another one before, or this one began anew. */
export function tooLargeResourceVersion(
  asked: number,
  current: number,
): ApiError {
  return new ApiError(
    504,
    `Timeout: Too large resource version: ${asked}, current: ${current}`,
    'Timeout',
    {
      causes: [
        {
          reason: 'ResourceVersionTooLarge',
          message: 'Too large resource version',
        },
      ],
      retryAfterSeconds: 1,
    },
  );
}

function qualified(name: string, group: string): string {
  return group ? `${name}.${group}` : name;
}
