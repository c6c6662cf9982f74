import type { Request } from 'express';
import { accountOf, type Account } from './accounts';
import { Refusal } from './PullRequest';

/** Who asks, or a refusal: 401 for strangers, 403 for those who may only read. */
export function requireAccount(
  req: Request,
  { write }: { write: boolean },
): Account {
  const account = accountOf(req.headers.authorization);
  if (!account)
    throw new Refusal(
      401,
      req.headers.authorization
        ? 'The user name, password or token is wrong.'
        : 'Sign in with a user name and password, or a token.',
    );
  if (write && !account.mayWrite)
    throw new Refusal(403, `${account.name} may read, but not write.`);
  return account;
}
