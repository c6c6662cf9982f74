import { domainToASCII } from 'node:url';
import { covers } from '../hostPatterns';

const words = /^[\p{L}\p{M}\p{N}_-]+(\.[\p{L}\p{M}\p{N}_-]+)*$/u;

/**
 * A host as all its spellings are compared: lower case, punycode, without a port and without the root's dot. Undefined: not a host
 * name. `*` stands alone or in front, as `*.example.com`.
 * @example normalHost('Bücher.example.com.:8443') // xn--bcher-kva.example.com
 *
 * @public
 */
export function normalHost(host: string): string | undefined {
  const [, wildcard = '', name] =
    /^(\*(?:\.|$))?(.*?)\.?(?::\d{1,5})?$/s.exec(host) ?? [];
  if (wildcard === '*' && !name) return '*';
  // domainToASCII repairs and decodes as a browser does, so only words come to it, and only words are taken from it.
  if (!words.test(name)) return undefined;
  const isAscii = /^[\x20-\x7e]*$/.test(name);
  const ascii = isAscii ? name.toLowerCase() : domainToASCII(name);
  return words.test(ascii) && ascii.length <= 253
    ? `${wildcard}${ascii}`
    : undefined;
}

/** What a route's host comes to on gateways that are open for some hosts alone: the narrower of each two. Unknown gateways narrow nothing. */
export function narrowed(
  host: string,
  openHosts: () => readonly string[],
): string[] {
  if (!host.startsWith('*')) return [host];
  const open = openHosts();
  if (open.length === 0) return [host];
  const below = [...new Set(open)].filter(
    each => each !== host && covers(host, each),
  );
  return open.some(each => covers(each, host)) ? [host, ...below] : below;
}
