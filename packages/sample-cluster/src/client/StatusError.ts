import type { Status } from '../object';

/** The server said no. `status` is what it said. */
export class StatusError extends Error {
  readonly status: Status;

  constructor(readonly code: number, body: string, request: string) {
    const status = statusOf(body);
    super(
      `${request}: ${code} ${status.reason ?? ''}: ${
        status.message ?? 'no message'
      }`,
    );
    this.status = status;
  }
}

/** Not every refusal is JSON: 404 of an unknown path and 429 are plain text. */
function statusOf(body: string): Status {
  try {
    const parsed = JSON.parse(body);
    if (parsed.kind === 'Status') return parsed;
  } catch {
    // Taken as text below.
  }
  return {
    apiVersion: 'v1',
    kind: 'Status',
    metadata: {},
    status: 'Failure',
    message: body,
  };
}
