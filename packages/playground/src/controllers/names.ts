import { createHash } from 'node:crypto';

// Kubernetes' alphabet for generated names: no vowels, so no words.
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** A generated name's end. The same parts give the same end, so that a step taken twice is taken once. */
export function suffix(length: number, ...parts: unknown[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  return Array.from(
    { length },
    (_, i) => alphabet[digest[i] % alphabet.length],
  ).join('');
}

/** Hands out addresses that nobody has, lowest first. */
export function addressPool(
  candidates: Iterable<string>,
  taken: Iterable<string | undefined>,
): () => string {
  const used = new Set(taken);
  const rest = candidates[Symbol.iterator]();
  return () => {
    for (let next = rest.next(); !next.done; next = rest.next())
      if (!used.has(next.value)) return next.value;
    throw new Error('The playground has no more addresses');
  };
}
