import { types } from 'node:util';

/** What an error says, in one line. */
export function messageOf(error: unknown): string {
  const text = types.isNativeError(error) ? error.message : String(error);
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** A system error's name, such as `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return types.isNativeError(error) && 'code' in error
    ? String(error.code)
    : undefined;
}
