import { isRecord, JsonRecord, KubernetesObject, refOf } from '../../resources';
import { Snapshot } from '../../snapshot';
import {
  DestinationSpec,
  HttpRule,
  RedirectSpec,
  RuleAction,
  RuleMatch,
} from '../declaration';
import { integer, record, records, specOf, text } from '../fields';
import { HeaderMatch, PathMatch, RoutePolicy, StringMatch } from '../model';
import { readBackend, readBackends } from './backends';

/** The rules of an HTTPRoute, one for each match; undefined: istiod refuses the route as a whole. The API server adds a rule where none is stated. */
export function httpRules(
  snapshot: Snapshot,
  route: KubernetesObject,
): HttpRule[] | undefined {
  const { rules: stated = [{}] } = specOf(route);
  const rules = records(stated).map(([entry, index]) =>
    readRule(snapshot, route, entry, `spec.rules[${index}]`),
  );
  return rules.every(rule => rule !== undefined) ? rules.flat() : undefined;
}

function readRule(
  snapshot: Snapshot,
  route: KubernetesObject,
  entry: JsonRecord,
  path: string,
): HttpRule[] | undefined {
  const object = refOf(route);
  const filters = records(entry.filters).map(([filter]) => filter);
  if (filters.some(({ type }) => !supported.includes(text(type) ?? '')))
    return undefined;
  const redirect = filters.find(
    ({ type }) => type === 'RequestRedirect',
  )?.requestRedirect;
  const backends = readBackends(snapshot, object, entry.backendRefs);
  if (!backends) return undefined;
  const rule = {
    action: isRecord(redirect) ? readRedirect(redirect) : routeTo(backends),
    policy: readPolicy(entry, filters),
    mirrors: filters.flatMap(filter => readMirror(snapshot, route, filter)),
    source: { object, path },
    decidedBy: object,
  };
  const stated = records(entry.matches);
  const matches = stated.length > 0 ? stated : [[{}, undefined] as const];
  return matches.map(([match, index]) => ({
    ...rule,
    matches: [
      readMatch(
        match,
        index === undefined ? undefined : `${path}.matches[${index}]`,
      ),
    ],
  }));
}

const supported = [
  'RequestHeaderModifier',
  'ResponseHeaderModifier',
  'RequestRedirect',
  'RequestMirror',
  'URLRewrite',
  'CORS',
];

/** Nothing to send requests to is answered with 500 at once. */
export function routeTo(backends: readonly DestinationSpec[]): RuleAction {
  const used = backends.filter(({ weight }) => weight > 0);
  return used.length > 0
    ? { type: 'route', destinations: used }
    : { type: 'direct-response', status: 500 };
}

/** A header or query parameter condition; a regex only where it says so. */
export function readValue(entry: JsonRecord): StringMatch {
  return {
    type: entry.type === 'RegularExpression' ? 'regex' : 'exact',
    value: text(entry.value) ?? '',
  };
}

export function readHeaders(stated: unknown): HeaderMatch[] {
  return records(stated).map(([entry]) => ({
    name: (text(entry.name) ?? '').toLowerCase(),
    value: readValue(entry),
    inverted: false,
  }));
}

function readMatch(
  match: JsonRecord,
  matchPath: string | undefined,
): RuleMatch {
  const method = text(match.method);
  return {
    path: readPath(record(match.path)),
    method: method ? { type: 'exact', value: method } : undefined,
    headers: readHeaders(match.headers),
    query: records(match.queryParams).map(([entry]) => ({
      name: text(entry.name) ?? '',
      value: readValue(entry),
    })),
    matchPath,
  };
}

function readPath(path: JsonRecord): PathMatch {
  const value = text(path.value) ?? '/';
  if (path.type === 'Exact') return { type: 'exact', value };
  if (path.type === 'RegularExpression') return { type: 'regex', value };
  return prefixOf(value);
}

/** A prefix ends at a slash, and its own last slash means nothing. */
export function prefixOf(value: string): PathMatch {
  if (value === '/') return { type: 'prefix', value };
  return {
    type: 'segments',
    value: value.endsWith('/') ? value.slice(0, -1) : value,
  };
}

function readRedirect(redirect: JsonRecord): RedirectSpec {
  const port = integer(redirect.port);
  const scheme = text(redirect.scheme);
  const path = record(redirect.path);
  const full = text(path.replaceFullPath);
  const prefix = text(path.replacePrefixMatch);
  return {
    type: 'redirect',
    status: integer(redirect.statusCode) ?? 302,
    scheme,
    host: text(redirect.hostname),
    port,
    portFromServer: port === undefined && scheme === undefined,
    path:
      path.type === 'ReplaceFullPath'
        ? pathOf('full', full)
        : pathOf('prefix', prefix),
  };
}

const pathOf = (type: 'full' | 'prefix', value: string | undefined) =>
  value ? { type, value } : undefined;

function readPolicy(
  entry: JsonRecord,
  filters: readonly JsonRecord[],
): RoutePolicy {
  const filter = (type: string, field: string) =>
    filters.find(item => item.type === type)?.[field];
  const timeouts = record(entry.timeouts);
  const policy = {
    rewrite: filter('URLRewrite', 'urlRewrite'),
    timeout: text(timeouts.request) ?? text(timeouts.backendRequest),
    retries: entry.retry,
    cors: filter('CORS', 'cors'),
    headers: headersOf(
      filter('RequestHeaderModifier', 'requestHeaderModifier'),
      filter('ResponseHeaderModifier', 'responseHeaderModifier'),
    ),
  };
  return Object.fromEntries(
    Object.entries(policy).filter(([, value]) => value !== undefined),
  );
}

const headersOf = (request: unknown, response: unknown) =>
  request === undefined && response === undefined
    ? undefined
    : { request, response };

function readMirror(
  snapshot: Snapshot,
  route: KubernetesObject,
  { type, requestMirror }: JsonRecord,
): DestinationSpec[] {
  if (type !== 'RequestMirror') return [];
  const backend = readBackend(
    snapshot,
    refOf(route),
    record(record(requestMirror).backendRef),
  );
  return backend ? [{ ...backend, weight: 100 }] : [];
}
