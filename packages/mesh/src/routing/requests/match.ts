import {
  HeaderMatch,
  PathMatch,
  QueryMatch,
  RouteMatch,
  StringMatch,
} from '../model';
import { queryValue } from './path';
import { fullMatch } from './regex';

/** A request as Envoy matches it. */
export interface MatchedRequest {
  readonly method: string;
  /** The Host header as sent. */
  readonly authority: string;
  readonly scheme: 'http' | 'https';
  /** Normalised, without query. */
  readonly path: string;
  readonly query?: string;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
}

export function matches(
  { path, method, authority, scheme, headers, query }: RouteMatch,
  request: MatchedRequest,
): boolean {
  return (
    (!path || pathMatches(path, request.path)) &&
    (!method || stringMatches(method, request.method)) &&
    (!authority || stringMatches(authority, request.authority)) &&
    (!scheme || stringMatches(scheme, request.scheme)) &&
    headers.every(header =>
      headerMatches(header, headerOf(request, header.name)),
    ) &&
    query.every(parameter => queryMatches(parameter, request.query))
  );
}

/** The first condition that does not hold, for people: `method is not GET`. */
export function firstMiss(
  match: RouteMatch,
  request: MatchedRequest,
): string | undefined {
  const { path, method, authority, scheme, headers, query } = match;
  if (path && !pathMatches(path, request.path))
    return `path ${request.path} is not ${describe(path)}`;
  if (method && !stringMatches(method, request.method))
    return `method ${request.method} is not ${describe(method)}`;
  if (authority && !stringMatches(authority, request.authority))
    return `host ${request.authority} is not ${describe(authority)}`;
  if (scheme && !stringMatches(scheme, request.scheme))
    return `scheme ${request.scheme} is not ${describe(scheme)}`;
  const header = headers.find(
    condition => !headerMatches(condition, headerOf(request, condition.name)),
  );
  if (header)
    return `header ${header.name} ${missOf(
      header,
      headerOf(request, header.name),
    )}`;
  const parameter = query.find(
    condition => !queryMatches(condition, request.query),
  );
  if (parameter)
    return `query parameter ${parameter.name} ${missOf(
      parameter,
      queryValue(request.query, parameter.name),
    )}`;
  return undefined;
}

export function pathMatches(
  { type, value, ignoreCase }: PathMatch,
  path: string,
): boolean {
  if (type === 'regex') return fullMatch(value, path);
  const [wanted, got] = ignoreCase
    ? [value.toLowerCase(), path.toLowerCase()]
    : [value, path];
  if (type === 'exact') return got === wanted;
  if (!got.startsWith(wanted)) return false;
  return (
    type === 'prefix' ||
    got.length === wanted.length ||
    got[wanted.length] === '/'
  );
}

function stringMatches(
  { type, value, ignoreCase }: StringMatch,
  got: string,
): boolean {
  if (type === 'regex') return fullMatch(value, got);
  const [wanted, actual] = ignoreCase
    ? [value.toLowerCase(), got.toLowerCase()]
    : [value, got];
  return type === 'exact' ? actual === wanted : actual.startsWith(wanted);
}

function headerMatches(
  { value, inverted }: HeaderMatch,
  got: string | undefined,
): boolean {
  if (!value) return (got !== undefined) !== inverted;
  if (inverted) return !stringMatches(value, got ?? '');
  return got !== undefined && stringMatches(value, got);
}

function queryMatches(
  { name, value }: QueryMatch,
  query: string | undefined,
): boolean {
  const got = queryValue(query, name);
  return got !== undefined && (!value || stringMatches(value, got));
}

function headerOf(request: MatchedRequest, name: string): string | undefined {
  switch (name) {
    case ':authority':
    case 'host':
      return request.authority;
    case ':method':
      return request.method;
    case ':scheme':
    case 'x-forwarded-proto':
      return request.scheme;
    case ':path':
      return request.query === undefined
        ? request.path
        : `${request.path}?${request.query}`;
    default:
      return request.headers.get(name);
  }
}

function missOf(
  { value, inverted }: { value?: StringMatch; inverted?: boolean },
  got: string | undefined,
): string {
  if (inverted)
    return got === undefined
      ? 'is absent, which counts as empty'
      : `is there as ${JSON.stringify(got)}`;
  if (got === undefined) return 'is absent';
  return `${JSON.stringify(got)} is not ${value ? describe(value) : 'wanted'}`;
}

function describe({ type, value }: StringMatch | PathMatch): string {
  switch (type) {
    case 'regex':
      return `a match of ${value}`;
    case 'prefix':
      return `${value}…`;
    case 'segments':
      return `below ${value}`;
    default:
      return value === '' ? 'empty' : value;
  }
}
