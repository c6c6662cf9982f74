import { isIP } from 'node:net';
import { Request } from '@product-gateways/mesh';
import { Refusal } from '../io';

/**
 * A request as curl would send it: to the URL's port, with its host as TLS server name and Host header. The path stays exactly as it is
 * written, for that may be what is asked about.
 */
export function requestOf({
  url,
  method,
  header,
}: {
  url?: string;
  method: string;
  header: readonly string[];
}): Request {
  if (url === undefined)
    throw new Refusal(
      'Say which request: --url https://host/path, or --probes FILE.',
    );
  const [, scheme, name, stated, rest] = parts.exec(url) ?? [];
  if (name === undefined || Number(stated ?? 0) > 65535)
    throw new Refusal(`${url} is no URL such as https://host:port/path.`);
  const tls = scheme === 'https';
  const usual = tls ? 443 : 80;
  const { host, ...headers } = headersOf(header);
  return {
    port: stated === undefined ? usual : Number(stated),
    tls,
    sni: tls && !isIP(name.replace(/^\[|\]$/g, '')) ? name : undefined,
    method,
    host: host ?? (stated === undefined ? name : `${name}:${stated}`),
    path: rest.startsWith('/') ? rest : `/${rest}`,
    headers,
  };
}

const parts =
  /^(https?):\/\/(\[[\da-f:.]+\]|[^/?#@:]+)(?::(\d+))?([/?][^#]*|)(?:#.*)?$/is;

/** By name in lower case; of one that is given twice Envoy sees both, joined. */
function headersOf(stated: readonly string[]): Record<string, string> {
  const headers = new Map<string, string>();
  for (const line of stated) {
    const colon = line.indexOf(':');
    if (colon <= 0)
      throw new Refusal(
        `Header ${line} has no colon. Write it as 'name: value'.`,
      );
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    const known = headers.get(name);
    headers.set(name, known === undefined ? value : `${known},${value}`);
  }
  return Object.fromEntries(headers);
}
