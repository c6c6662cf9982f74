import { PathNormalization, Request } from '../routing';
import { hostOf } from '../routing/requests/answer';
import { normalisedTarget } from '../routing/requests/path';
import { HostClass } from './hosts';
import { Domain } from './values/Domain';

/** The connection and the host of all requests that are compared with each other. */
export interface BaseRequest {
  readonly port: number;
  readonly tls: boolean;
  readonly sni?: string;
  readonly alpn?: readonly string[];
  readonly hosts: HostClass;
  /** What either side does to a path before it is matched. */
  readonly normalizations: readonly PathNormalization[];
}

/** The values of the parts that were looked at. */
export type Assignment = ReadonlyMap<string, string | undefined>;

/** What values a part of a request can have; `values`: those of the parts before it. */
export function domainOf(
  part: string,
  base: BaseRequest,
  values: Assignment = new Map(),
): Domain {
  const [kind] = part.split(' ', 1);
  switch (kind) {
    case 'path':
      return pathsOf(base);
    case 'method':
      return {
        ...text,
        usual: ['GET'],
        allows: isToken,
        tail: value => (value === '' || isToken(value) ? '' : undefined),
      };
    case 'scheme':
      return only(base.tls ? 'https' : 'http');
    case 'authority':
      return authorityOf(base);
    case ':path':
      return {
        ...only(requestOf(base, values).path),
        derived: 'the header :path',
      };
    case 'query':
      return {
        ...text,
        absent: true,
        allows: isQueryValue(part.slice(kind.length + 1)),
        tail: value => (/[&#\s]$/.test(value) ? undefined : ''),
      };
    default:
      return {
        ...text,
        absent: true,
        allows: isHeaderValue,
        tail: value => (value.endsWith(' ') ? ' ' : ''),
      };
  }
}

const text: Domain = {
  absent: false,
  usual: [],
  allows: () => true,
  begin: '',
  tail: () => '',
  shapes: [],
};

const only = (value: string): Domain => ({
  ...text,
  usual: [value],
  allows: other => other === value,
});

/** Conditions look at a path after its normalisation and without its query. */
function pathsOf({ normalizations }: BaseRequest): Domain {
  const stays = (path: string) =>
    normalizations.every(
      normalization => normalisedTarget(path, normalization) === path,
    );
  const isPath = (path: string) =>
    path.startsWith('/') && !/[?#\s]/.test(path) && stays(path);
  return {
    ...text,
    usual: ['/'],
    begin: '/',
    allows: isPath,
    tail: beginning => {
      const end = beginning.slice(-4);
      const last = end.slice(-1);
      const escape = /%[0-9a-f]{2}$/i.exec(end)?.[0] ?? '';
      const segment = /\/\.{0,2}\/$/.exec(end)?.[0] ?? '/';
      // What does not outlive the normalisation makes no path, whatever follows.
      if (![`/x${last}`, `/${escape}`, `/x${segment}`].every(isPath))
        return undefined;
      return /(\/\.{0,2}|%[0-9a-f]?)$/i.exec(end)?.[0] ?? '';
    },
    derived: normalizations.length > 1 ? 'pathNormalization' : undefined,
  };
}

const isToken = (value: string) => /^[\w!#$%&'*+.^`|~-]+$/.test(value);

const isHeaderValue = (value: string) =>
  !/[\0\r\n]/.test(value) && value.trim() === value;

const isQueryValue = (name: string) => (value: string) =>
  !/[&=#]/.test(name) && !/[&#\s]/.test(value);

/** The Host header as sent: any of the hosts in any letter case, with or without port. */
function authorityOf({ port, hosts }: BaseRequest): Domain {
  const { example, includes, shapes } = hosts;
  return {
    ...text,
    usual: [example, `${example}:${port}`],
    allows: authority =>
      !/[/\s]/.test(authority) && includes(hostOf(authority)),
    shapes: shapes.map(shape => `(?i:${shape})(:[0-9]+)?`),
  };
}

/** The request whose parts have these values, and nothing else that a condition looks at. */
export function requestOf(base: BaseRequest, values: Assignment): Request {
  const stated = (kind: string) =>
    [...values].flatMap(([part, value]) =>
      part.startsWith(kind) && value !== undefined
        ? [[part.slice(kind.length), value] as const]
        : [],
    );
  const query = stated('query ')
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const headers = Object.fromEntries(stated('header '));
  const { hosts, normalizations: _, ...connection } = base;
  return {
    ...connection,
    method: values.get('method') ?? 'GET',
    host: values.get('authority') ?? hosts.example,
    path: `${values.get('path') ?? '/'}${query && `?${query}`}`,
    ...(Object.keys(headers).length > 0 && { headers }),
  };
}
