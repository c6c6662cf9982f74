import { RE2JS } from 're2js';

/**
 * Envoy's regular expressions: RE2's, anchored at both ends. JavaScript's may take exponential time on what a user wrote; RE2's never do.
 * One that RE2 refuses matches nothing, as Envoy refuses the configuration that holds it.
 */
export function fullMatch(pattern: string, value: string): boolean {
  return compiled(pattern)?.matches(value) ?? false;
}

export function isRegex(pattern: string): boolean {
  return compiled(pattern) !== undefined;
}

const limit = 10_000;
const cache = new Map<string, RE2JS | undefined>();

function compiled(pattern: string): RE2JS | undefined {
  if (cache.has(pattern)) return cache.get(pattern);
  if (cache.size >= limit) cache.clear();
  const regex = compile(pattern);
  cache.set(pattern, regex);
  return regex;
}

function compile(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}
