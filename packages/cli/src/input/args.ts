import { parseArgs, ParseArgsConfig } from 'node:util';
import { Refusal } from '../io';

export type Format = 'text' | 'json';

/** Reads arguments; a wrong one is refused with what would be right. */
export function parse<T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error));
  }
}

export function formatOf(stated: string | undefined): Format {
  if (stated === undefined || stated === 'text') return 'text';
  if (stated === 'json') return 'json';
  throw new Refusal(`--output ${stated} is not known. Try text or json.`);
}
