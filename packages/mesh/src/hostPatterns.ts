/**
 * Whether every host that `narrow` means, `wide` means too. Either is a host, `*.suffix` or `*`: `*.example.com` covers hosts and
 * patterns of any depth below `example.com`, but not `example.com`. Letter case counts, as for istiod.
 * @example covers('*.example.com', '*.shop.example.com') // true
 *
 * @public
 */
export function covers(wide: string, narrow: string): boolean {
  if (!wide.startsWith('*')) return wide === narrow;
  return narrow.endsWith(wide.slice(1));
}

/** Whether some host is meant by both: `*.example.com` and `a.example.com`, in either order. */
export function hostsMeet(a: string, b: string): boolean {
  return covers(a, b) || covers(b, a);
}
