import { InputError } from '@backstage/errors';

/** A branch's name that git, forges and their URLs take for nothing else; or an error. */
export function checkedBranch(name: string): string {
  const isPlain = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$/.test(name);
  if (isPlain && !/\.\.|\/\/|\/\.|\.lock(\/|$)|[./]$|^refs\//.test(name))
    return name;
  throw new InputError(
    `${JSON.stringify(
      name,
    )} cannot be the name of a branch: letters, digits, -, _ and . are allowed, and / between them.`,
  );
}
