import { isDeepStrictEqual } from 'node:util';
import { isRecord, JsonRecord } from '@product-gateways/mesh';
import { istioNetworking } from '../../istio';
import { CannotNarrow, Dialect } from './Dialect';
import { narrowedPath, NarrowedPath, RulePath } from './narrowedPath';
import { Conditions, HeaderCondition, ServiceRef } from './Split';

export const virtualServices: Dialect = {
  group: istioNetworking,
  kind: 'VirtualService',
  rules: 'http',
  destinations: 'route',
  serviceOf,
  destinationLike,
  narrowed,
  named: ({ name: _, ...rule }, name) => ({ name, ...rule }),
};

/** Only a name without a dot is in the VirtualService's namespace; `cards.payments` names nothing. */
function serviceOf(
  { destination }: JsonRecord,
  ownNamespace: string,
): ServiceRef | undefined {
  const { host, port } = Object(destination);
  if (typeof host !== 'string') return undefined;
  const full = host.includes('.')
    ? host
    : `${host}.${ownNamespace}.svc.cluster.local`;
  const [, name, namespace] =
    /^([^.]+)\.([^.]+)\.svc\.cluster\.local$/.exec(full) ?? [];
  return name ? { namespace, name, port: Object(port).number } : undefined;
}

function destinationLike(
  like: JsonRecord,
  { namespace, name, port }: ServiceRef,
  ownNamespace: string,
): JsonRecord {
  const { weight, destination, ...rest } = like;
  const isShort =
    namespace === ownNamespace &&
    !String(Object(destination).host).includes('.');
  const host = isShort ? name : `${name}.${namespace}.svc.cluster.local`;
  return { destination: { host, port: { number: port } }, ...rest };
}

/** Alternatives whose rewrite is the same share a rule; the others get one each. */
function narrowed(rule: JsonRecord, conditions: Conditions): JsonRecord[] {
  const { match, ...rest } = rule;
  const alternatives = Array.isArray(match) && match.length ? match : [{}];
  const all = alternatives.flatMap(alternative =>
    narrowedMatch(Object(alternative), conditions).map(
      ({ match: one, beyond }) => ({
        match: one,
        rest: { ...rest, ...rewriteBeyond(rest.rewrite, beyond) },
      }),
    ),
  );
  const rules: { match: JsonRecord[]; rest: JsonRecord }[] = [];
  for (const { match: one, rest: others } of all) {
    const same = rules.find(each => isDeepStrictEqual(each.rest, others));
    if (same) same.match.push(one);
    else rules.push({ match: [one], rest: others });
  }
  return rules.map(({ match: matches, rest: { name, ...others } }) => ({
    match: matches,
    ...others,
  }));
}

function narrowedMatch(
  match: JsonRecord,
  conditions: Conditions,
): { match: JsonRecord; beyond: string }[] {
  const { uri, ignoreUriCase, method, headers, name, ...rest } = match;
  const bothMethods = withMethod(method, conditions.method);
  const bothHeaders = withHeaders(headers, conditions.headers);
  if (!bothMethods || !bothHeaders) return [];
  return pathsOf(uri, ignoreUriCase === true, conditions).map(
    ({ path, beyond }) => ({
      match: {
        ...(path && uriOf(path)),
        ...bothMethods,
        ...bothHeaders,
        ...rest,
      },
      beyond,
    }),
  );
}

function pathsOf(
  uri: unknown,
  ignoreCase: boolean,
  { path: part }: Conditions,
): (Omit<NarrowedPath, 'path'> & { path?: RulePath | { regex: unknown } })[] {
  const { exact, prefix, regex } = Object(uri);
  if (regex !== undefined && regex !== '.*') {
    if (part)
      throw new CannotNarrow(
        'matches paths by a regular expression, which cannot be combined with the path of a part. Write it with prefix or exact first',
      );
    return [{ path: { regex }, beyond: '' }];
  }
  if (!part && !isRecord(uri)) return [{ beyond: '' }];
  const rule: RulePath =
    exact === undefined
      ? { type: 'prefix', value: String(prefix ?? '/'), ignoreCase }
      : { type: 'exact', value: String(exact), ignoreCase };
  return narrowedPath(rule, part, 'prefix');
}

function uriOf(path: RulePath | { regex: unknown }): JsonRecord {
  if ('regex' in path) return { uri: { regex: path.regex } };
  const { type, value, ignoreCase } = path;
  return {
    uri: { [type]: value },
    ...(ignoreCase && { ignoreUriCase: true }),
  };
}

function withMethod(
  rule: unknown,
  part: string | undefined,
): JsonRecord | undefined {
  if (!part) return rule === undefined ? {} : { method: rule };
  return meets(rule, part, 'methods') ? { method: { exact: part } } : undefined;
}

function withHeaders(
  rule: unknown,
  parts: readonly HeaderCondition[],
): JsonRecord | undefined {
  const own: JsonRecord = isRecord(rule) ? rule : {};
  if (!parts.every(({ name, value }) => meets(own[name], value, 'headers')))
    return undefined;
  const added = parts.map(({ name, value }) => [name, { exact: value }]);
  const headers = { ...own, ...Object.fromEntries(added) };
  return Object.keys(headers).length ? { headers } : {};
}

/** Whether a value meets the condition of a rule. A regular expression is never evaluated here. */
function meets(rule: unknown, value: string, what: string): boolean {
  const { exact, prefix, regex } = Object(rule);
  if (exact !== undefined) return exact === value;
  if (prefix !== undefined) return value.startsWith(String(prefix));
  if (regex === undefined) return true;
  throw new CannotNarrow(
    `matches ${what} by a regular expression, which cannot be combined with the condition of a part. Write it with prefix or exact first`,
  );
}

/** Istio replaces what was matched: what a longer match takes as well has to be in the replacement. */
function rewriteBeyond(rewrite: unknown, beyond: string): JsonRecord {
  const { uri } = Object(rewrite);
  if (!beyond || typeof uri !== 'string') return {};
  return { rewrite: { ...Object(rewrite), uri: uri + beyond } };
}
