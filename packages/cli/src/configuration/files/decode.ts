import { maxFileBytes } from './readStart';

/** The text of a file, or why there is none. Whoever guesses an encoding reads something that nobody wrote. */
export function decode(
  bytes: Uint8Array,
): { text: string } | { fault: string } {
  if (bytes.length > maxFileBytes) return { fault: tooLarge };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { fault: 'is not UTF-8 text.' };
  }
}

export const tooLarge = `is larger than ${
  maxFileBytes / 1024 / 1024
} MiB, more than a file may have. Split it, or read the cluster itself with --context.`;
