import { Request } from '@product-gateways/mesh';
import { Refusal } from '../io';

/** A request as curl would send it: to the URL's port, with its host in SNI and Host header. */
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
  const parts = /^(https?):\/\/([^/?#]+)([^#]*)/.exec(url);
  if (!parts)
    throw new Refusal(`${url} is no URL that starts with http:// or https://.`);
  const [, scheme, host, rest] = parts;
  const tls = scheme === 'https';
  const stated = /:(\d+)$/.exec(host);
  const name = stated ? host.slice(0, stated.index) : host;
  return {
    port: stated ? Number(stated[1]) : Number(tls ? 443 : 80),
    tls,
    sni: tls ? name : undefined,
    method,
    host,
    path: rest.startsWith('/') ? rest : `/${rest}`,
    headers: headersOf(header),
  };
}

function headersOf(stated: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    stated.map(line => {
      const colon = line.indexOf(':');
      if (colon <= 0)
        throw new Refusal(
          `Header ${line} has no colon. Write it as 'name: value'.`,
        );
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    }),
  );
}
