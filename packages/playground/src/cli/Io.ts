/** What a command has of the world. */
export interface Io {
  /** Where the running playground keeps its state. */
  folder: string;
  out: (text: string) => void;
  err: (text: string) => void;
}

/** Something that the person at the keyboard can put right. */
export class Mistake extends Error {}

/** The arguments that a command wants, by name; those in brackets may be left out. */
export function named<Name extends string>(
  args: string[],
  ...names: Name[]
): Record<Name, string> {
  const missing = names.slice(args.length);
  if (missing.length) throw new Mistake(`${missing.join(' and ')} is missing.`);
  if (args.length > names.length)
    throw new Mistake(`${args.slice(names.length).join(' ')} is too much.`);
  return Object.fromEntries(names.map((name, i) => [name, args[i]])) as Record<
    Name,
    string
  >;
}

export function choice<T extends string>(
  what: string,
  value: string,
  known: readonly T[],
): T {
  const found = known.find(each => each === value);
  if (found) return found;
  throw new Mistake(
    `There is no ${what} ${value}. There are: ${known.join(', ')}.`,
  );
}

export function wholeNumber(what: string, value: string): number {
  if (/^\d{1,4}$/.test(value)) return Number(value);
  throw new Mistake(`${what} is a whole number, not ${value}.`);
}
