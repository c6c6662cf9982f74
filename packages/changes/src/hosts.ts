/** Whether all that a host means, a pattern (exact, `*.suffix` or `*`) means too. */
export function covers(pattern: string, host: string): boolean {
  if (!pattern.startsWith('*')) return pattern === host;
  return host.endsWith(pattern.slice(1));
}
