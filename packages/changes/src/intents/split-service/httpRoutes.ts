import { isRecord, JsonRecord } from '@product-gateways/mesh';
import { CannotNarrow, Dialect } from './Dialect';
import { narrowedPath, NarrowedPath, RulePath } from './narrowedPath';
import { Conditions, ServiceRef } from './Split';

export const httpRoutes: Dialect = {
  group: 'gateway.networking.k8s.io',
  kind: 'HTTPRoute',
  rules: 'rules',
  destinations: 'backendRefs',
  serviceOf,
  destinationLike,
  narrowed,
  // Only newer releases of Gateway API have names for rules: they are known by what they say.
  named: rule => rule,
};

function serviceOf(
  { group = '', kind = 'Service', namespace, name, port }: JsonRecord,
  ownNamespace: string,
): ServiceRef | undefined {
  return group === '' && kind === 'Service' && typeof name === 'string'
    ? {
        namespace: String(namespace ?? ownNamespace),
        name,
        port: typeof port === 'number' ? port : undefined,
      }
    : undefined;
}

function destinationLike(
  like: JsonRecord,
  { namespace, name, port }: ServiceRef,
  ownNamespace: string,
): JsonRecord {
  const { weight, name: _, namespace: __, port: ___, ...rest } = like;
  return {
    ...rest,
    name,
    ...(namespace === ownNamespace ? {} : { namespace }),
    port,
  };
}

/** A rule that replaces the prefix of a path may have one match only, so each of its alternatives is a rule. */
function narrowed(rule: JsonRecord, conditions: Conditions): JsonRecord[] {
  const { matches, name, ...rest } = rule;
  const alternatives =
    Array.isArray(matches) && matches.length ? matches : [{}];
  const all = alternatives.flatMap(alternative =>
    narrowedMatch(Object(alternative), conditions),
  );
  if (!replacesPrefix(rest))
    return all.length
      ? [{ matches: all.map(({ match }) => match), ...rest }]
      : [];
  return all.map(({ match, path, beyond }) => ({
    matches: [match],
    ...rest,
    filters: filtersBeyond(rest.filters, path, beyond),
  }));
}

function narrowedMatch(match: JsonRecord, conditions: Conditions) {
  const { path, method, headers, ...rest } = match;
  if (conditions.method && method !== undefined && method !== conditions.method)
    return [];
  const both = withHeaders(headers, conditions);
  if (!both) return [];
  const methods = conditions.method ?? method;
  return pathsOf(path, conditions).map(({ path: one, beyond }) => ({
    path: one,
    beyond,
    match: {
      ...(one && { path: pathOf(one) }),
      ...(methods === undefined ? {} : { method: methods }),
      ...(both.length ? { headers: both } : {}),
      ...rest,
    },
  }));
}

type Path = RulePath | { regex: unknown };

function pathsOf(
  path: unknown,
  { path: part }: Conditions,
): (Omit<NarrowedPath, 'path'> & { path?: Path })[] {
  const { type = 'PathPrefix', value = '/' } = Object(path);
  if (type === 'RegularExpression') {
    if (part)
      throw new CannotNarrow(
        'matches paths by a regular expression, which cannot be combined with the path of a part. Write it with PathPrefix or Exact first',
      );
    return [{ path: { regex: value }, beyond: '' }];
  }
  if (!part && !isRecord(path)) return [{ beyond: '' }];
  const rule: RulePath = {
    type: type === 'Exact' ? 'exact' : 'segments',
    value: String(value),
  };
  return narrowedPath(rule, part, 'segments');
}

function pathOf(path: Path): JsonRecord {
  if ('regex' in path) return { type: 'RegularExpression', value: path.regex };
  const type = path.type === 'exact' ? 'Exact' : 'PathPrefix';
  return { type, value: path.value };
}

function withHeaders(
  rule: unknown,
  { headers }: Conditions,
): JsonRecord[] | undefined {
  const own: JsonRecord[] = Array.isArray(rule) ? rule.map(Object) : [];
  const added: JsonRecord[] = [];
  for (const { name, value } of headers) {
    const same = own.find(each => String(each.name).toLowerCase() === name);
    if (same?.type === 'RegularExpression')
      throw new CannotNarrow(
        'matches headers by a regular expression, which cannot be combined with the condition of a part. Write it with Exact first',
      );
    if (same && same.value !== value) return undefined;
    if (!same) added.push({ name, value });
  }
  return [...own, ...added];
}

const pathFilters = ['urlRewrite', 'requestRedirect'];

function replacesPrefix({ filters }: JsonRecord): boolean {
  return (Array.isArray(filters) ? filters : []).some(filter =>
    pathFilters.some(
      kind =>
        Object(Object(Object(filter)[kind]).path).type === 'ReplacePrefixMatch',
    ),
  );
}

/** What a longer match takes as well has to be in the replacement; a match of the whole path has it replaced as a whole. */
function filtersBeyond(
  filters: unknown,
  path: Path | undefined,
  beyond: string,
) {
  const isExact = path && 'type' in path && path.type === 'exact';
  return (Array.isArray(filters) ? filters : []).map(filter => {
    const kind = pathFilters.find(each => isRecord(Object(filter)[each]));
    const replaced = Object(Object(Object(filter)[kind ?? '']).path);
    if (!kind || replaced.type !== 'ReplacePrefixMatch') return filter;
    if (!beyond && !isExact) return filter;
    const value = joined(String(replaced.replacePrefixMatch), beyond);
    const next = isExact
      ? { type: 'ReplaceFullPath', replaceFullPath: value }
      : { type: 'ReplacePrefixMatch', replacePrefixMatch: value };
    return { ...filter, [kind]: { ...filter[kind], path: next } };
  });
}

/** A prefix of whole segments, `/` included, and what follows it: one slash between them. */
function joined(prefix: string, beyond: string): string {
  const rest = beyond.replace(/^\//, '');
  const whole = prefix.replace(/\/$/, '');
  return rest ? `${whole}/${rest}` : prefix;
}
