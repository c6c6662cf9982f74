import { hostOf } from '../routing/requests/answer';
import { normalisedTarget } from '../routing/requests/path';
import { Request } from '../routing';
import { Domain } from './values';

/** The request whose parts no condition looks at. */
export interface BaseRequest {
  readonly port: number;
  readonly tls: boolean;
  readonly sni?: string;
  readonly alpn?: readonly string[];
  readonly host: string;
}

export type Assignment = ReadonlyMap<string, string | undefined>;

/** What values a part of a request to `base` can have. */
export function domainOf(part: string, base: BaseRequest): Domain {
  const [kind] = part.split(' ', 1);
  switch (kind) {
    case 'path':
      return { absent: false, usual: ['/'], allows: isPath };
    case 'method':
      return { absent: false, usual: ['GET'], allows: isToken };
    case 'scheme': {
      const scheme = base.tls ? 'https' : 'http';
      return { absent: false, usual: [scheme], allows: isOnly(scheme) };
    }
    case 'authority':
      return {
        absent: false,
        usual: [
          base.host,
          base.host.toUpperCase(),
          `${base.host}:${base.port}`,
        ],
        allows: value => hostOf(value) === base.host,
      };
    case 'query':
      return { absent: true, usual: [], allows: isQueryValue(part.slice(6)) };
    case ':path':
      return { absent: false, usual: ['/'], allows: isOnly('/') };
    default:
      return { absent: true, usual: [], allows: isHeaderValue };
  }
}

const isOnly = (wanted: string) => (value: string) => value === wanted;

/** Conditions look at a path after its normalisation and without its query. */
const isPath = (value: string) =>
  value.startsWith('/') &&
  !/[?#]/.test(value) &&
  normalisedTarget(value) === value;

const isToken = (value: string) => /^[\w!#$%&'*+.^`|~-]+$/.test(value);

const isHeaderValue = (value: string) =>
  !/[\0\r\n]/.test(value) && value.trim() === value;

const isQueryValue = (name: string) => (value: string) =>
  !/[&=#]/.test(name) && !/[&#\s]/.test(value);

/** The request whose parts have these values, and nothing else that a condition looks at. */
export function requestOf(base: BaseRequest, values: Assignment): Request {
  const entries = (kind: string) =>
    [...values].flatMap(([part, value]) =>
      part.startsWith(kind) && value !== undefined
        ? [[part.slice(kind.length), value] as const]
        : [],
    );
  const query = entries('query ')
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const headers = Object.fromEntries(entries('header '));
  const { host, ...connection } = base;
  return {
    ...connection,
    method: values.get('method') ?? 'GET',
    host: values.get('authority') ?? host,
    path: `${values.get('path') ?? '/'}${query && `?${query}`}`,
    ...(Object.keys(headers).length > 0 && { headers }),
  };
}
