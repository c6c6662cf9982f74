/** A label by RFC 1123. */
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const hostName = new RegExp(`^(?:\\*\\.)?${label}(?:\\.${label})*$`);

/** The longest name that DNS carries, in characters. */
const LONGEST = 253;

/**
 * The host that a person means who typed it as it stands in an address bar or a zone file: lower case, without port and final
 * dot. Nothing when it cannot be a host name by RFC 1123, which a wildcard may stand in front of.
 */
export function hostOf(typed: string): string | undefined {
  const host = typed
    .trim()
    .toLowerCase()
    .replace(/:\d{1,5}$/, '')
    .replace(/\.$/, '');
  return host.length <= LONGEST && hostName.test(host) ? host : undefined;
}

/** Whether what is typed so far is a host or may become one: `pay-` and `*.` may, `pay me` may not. */
export function mayBecomeHost(typed: string): boolean {
  return ['', 'x', '.x'].some(rest => hostOf(typed.trim() + rest));
}
