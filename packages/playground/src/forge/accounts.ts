/** Someone whom the sample forge knows. */
export interface Account {
  name: string;
  title: string;
  /** Opens the sample forge on this machine and nothing else, so it may be read here. */
  password: string;
  mayWrite: boolean;
}

export const accounts = {
  portal: {
    name: 'portal',
    title: 'Product Gateways',
    password: 'playground',
    mayWrite: true,
  },
  agent: {
    name: 'agent',
    title: 'GitOps agent',
    password: 'playground-agent',
    mayWrite: false,
  },
  /** The person who reviews and merges on the forge's page. */
  reviewer: {
    name: 'reviewer',
    title: 'Ada Okafor',
    password: 'playground-reviewer',
    mayWrite: true,
  },
} satisfies Record<string, Account>;

/** Who sent an Authorization header, as Gitea reads it: a name and a password, or a token alone. */
export function accountOf(
  authorization: string | undefined,
): Account | undefined {
  const [, scheme, value] = /^(\w+) +(\S+)$/.exec(authorization ?? '') ?? [];
  const known: Account[] = Object.values(accounts);
  switch (scheme?.toLowerCase()) {
    case 'token':
    case 'bearer':
      return known.find(account => account.password === value);
    case 'basic': {
      const [name, password] = splitOnce(
        Buffer.from(value, 'base64').toString('utf8'),
        ':',
      );
      return known.find(
        account => account.name === name && account.password === password,
      );
    }
    default:
      return undefined;
  }
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0
    ? [text, '']
    : [text.slice(0, at), text.slice(at + separator.length)];
}
