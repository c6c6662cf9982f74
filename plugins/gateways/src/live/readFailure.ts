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
