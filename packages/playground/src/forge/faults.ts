/** What a forge can suffer. Its pages for people stay up when it refuses. */
export type ForgeFault =
  | { kind: 'down' }
  | { kind: 'refuse'; status: 401 | 403 | 500 };

export const refusals: Record<401 | 403 | 500, string> = {
  401: 'The user name, password or token is wrong.',
  403: 'This account may not do that.',
  500: 'The forge has an internal error.',
};
