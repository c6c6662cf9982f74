import { Redirect, RouteMatch } from '../model';
import { MatchedRequest } from './match';

/** Where a redirect sends a request, as Envoy writes it into `location`. */
export function locationOf(
  redirect: Redirect,
  match: RouteMatch,
  request: MatchedRequest,
): string {
  const scheme = redirect.scheme ?? request.scheme;
  const port = redirect.port === undefined ? '' : `:${redirect.port}`;
  const host = redirect.host ?? requestHost(request, scheme, port !== '');
  return `${scheme}://${host}${port}${pathOf(redirect, match, request)}`;
}

/** A server's httpsRedirect keeps all of the request but the scheme. */
export function httpsLocationOf(request: MatchedRequest): string {
  return `https://${request.authority}${request.path}${queryOf(request)}`;
}

/** The port stays unless another is stated, or the scheme changes and the port is the usual one of the old scheme. */
function requestHost(
  { authority, scheme }: MatchedRequest,
  newScheme: string,
  hasNewPort: boolean,
): string {
  const bracket = authority.lastIndexOf(']:');
  const colon = authority.startsWith('[')
    ? bracket + Number(bracket >= 0)
    : authority.lastIndexOf(':');
  if (colon < 0) return authority;
  const usual = scheme === 'https' ? ':443' : ':80';
  const drops =
    hasNewPort || (newScheme !== scheme && authority.slice(colon) === usual);
  return drops ? authority.slice(0, colon) : authority;
}

function pathOf(
  { path }: Redirect,
  match: RouteMatch,
  request: MatchedRequest,
): string {
  if (!path || path.value === '') return `${request.path}${queryOf(request)}`;
  if (path.type === 'prefix')
    return `${path.value}${request.path.slice(
      matchedLength(match, request),
    )}${queryOf(request)}`;
  const absolute = path.value.startsWith('/') ? path.value : `/${path.value}`;
  return absolute.includes('?') ? absolute : `${absolute}${queryOf(request)}`;
}

/** How much of the path the match stands for: a regex and an exact path mean all of it. */
function matchedLength({ path }: RouteMatch, request: MatchedRequest): number {
  if (!path) return 1;
  return path.type === 'prefix' || path.type === 'segments'
    ? path.value.length
    : request.path.length;
}

const queryOf = ({ query }: MatchedRequest) =>
  query === undefined ? '' : `?${query}`;
