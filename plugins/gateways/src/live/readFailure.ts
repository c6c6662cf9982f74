/** Why something could not be read. `reason` is the backend's sentence: what happened, where, and what to do. */
export type ReadFailure = {
  kind: 'forbidden' | 'not-found' | 'other';
  reason: string;
};

const kinds: Record<number, ReadFailure['kind']> = {
  401: 'forbidden',
  403: 'forbidden',
  404: 'not-found',
};

const refusals = [400, 403, 404, 409];

/** Whether the backend understood and said no. Otherwise it failed, or did not answer, and asking again may help. */
export function isRefusal(error: unknown): boolean {
  const { statusCode } = error as { statusCode?: number };
  return statusCode !== undefined && refusals.includes(statusCode);
}

/** The failure that an error thrown by the API stands for. */
export function failureOf(error: unknown): ReadFailure {
  const { statusCode, body, message } = error as {
    statusCode?: number;
    body?: { error?: { message?: string } };
    message?: string;
  };
  return {
    kind: (statusCode && kinds[statusCode]) || 'other',
    reason: body?.error?.message ?? message ?? String(error),
  };
}
