import { HttpRule, RuleMatch } from '../declaration';
import { HeaderMatch, PathMatch, RoutePolicy, StringMatch } from '../model';

/**
 * The rules of a delegate as they stand in its root: each match of the delegate meets those of the root that leave room for it. Where
 * one meets none istiod drops the delegate's whole rule (`mergeHTTPMatchRequests` in pilot/pkg/model/virtualservice.go).
 */
export function delegatedRules(
  root: HttpRule,
  rules: readonly HttpRule[],
): HttpRule[] {
  return rules.flatMap(rule => {
    const matches = mergeMatches(root.matches, rule.matches);
    if (!matches) return [];
    const policy: RoutePolicy = { ...root.policy, ...rule.policy };
    const mirrors = rule.mirrors.length > 0 ? rule.mirrors : root.mirrors;
    return [{ ...rule, matches, policy, mirrors, decidedBy: root.decidedBy }];
  });
}

function mergeMatches(
  roots: readonly RuleMatch[],
  leaves: readonly RuleMatch[],
): readonly RuleMatch[] | undefined {
  if (roots.length === 0) return leaves;
  if (leaves.length === 0) return roots;
  const met = leaves.map(leaf =>
    roots.filter(root => !conflict(root, leaf)).map(root => merge(root, leaf)),
  );
  return met.some(merged => merged.length === 0) ? undefined : met.flat();
}

function merge(root: RuleMatch, leaf: RuleMatch): RuleMatch {
  return {
    path: leaf.path ?? root.path,
    method: leaf.method ?? root.method,
    authority: leaf.authority ?? root.authority,
    scheme: leaf.scheme ?? root.scheme,
    headers: union(
      root.headers,
      leaf.headers,
      ({ name, inverted }) => `${name} ${inverted}`,
    ),
    query: union(root.query, leaf.query, ({ name }) => name),
    port: leaf.port ?? root.port,
    gateways: leaf.gateways?.length ? leaf.gateways : root.gateways,
    sourceLabels:
      root.sourceLabels || leaf.sourceLabels
        ? { ...root.sourceLabels, ...leaf.sourceLabels }
        : undefined,
    sourceNamespace: leaf.sourceNamespace ?? root.sourceNamespace,
    ignoreUriCase: leaf.ignoreUriCase,
    matchPath: leaf.matchPath,
  };
}

/** Both must hold; of the same name the delegate's, which is the narrower. */
function union<T>(
  roots: readonly T[],
  leaves: readonly T[],
  key: (item: T) => string,
): T[] {
  return [
    ...new Map([...roots, ...leaves].map(item => [key(item), item])).values(),
  ];
}

function conflict(root: RuleMatch, leaf: RuleMatch): boolean {
  return (
    conditionsConflict(root.path, leaf.path) ||
    conditionsConflict(root.method, leaf.method) ||
    conditionsConflict(root.authority, leaf.authority) ||
    conditionsConflict(root.scheme, leaf.scheme) ||
    leaf.headers.some(header => {
      const same = sameHeader(root, header);
      return same && !isWithin(header.value, same.value);
    }) ||
    leaf.query.some(query => {
      const same = root.query.find(({ name }) => name === query.name);
      return same && !isWithin(query.value, same.value);
    }) ||
    Boolean(root.ignoreUriCase) !== Boolean(leaf.ignoreUriCase) ||
    (root.port !== undefined &&
      leaf.port !== undefined &&
      root.port !== leaf.port) ||
    (root.sourceNamespace !== undefined &&
      root.sourceNamespace !== leaf.sourceNamespace) ||
    Object.entries(leaf.sourceLabels ?? {}).some(
      ([key, value]) => (root.sourceLabels?.[key] ?? value) !== value,
    ) ||
    gatewaysConflict(root.gateways ?? [], leaf.gateways ?? [])
  );
}

const sameHeader = (match: RuleMatch, { name, inverted }: HeaderMatch) =>
  match.headers.find(
    header => header.name === name && header.inverted === inverted,
  );

type Condition = StringMatch | PathMatch;

const conditionsConflict = (root?: Condition, leaf?: Condition) =>
  root !== undefined && leaf !== undefined && !isWithin(leaf, root);

/** Whether the delegate's condition is part of the root's. Of a regex istiod never says so, nor of mere presence. */
function isWithin(leaf?: Condition, root?: Condition): boolean {
  if (!root?.value || !leaf?.value) return false;
  if (root.type === 'regex' || leaf.type === 'regex') return false;
  if (root.type === 'exact')
    return leaf.type === 'exact' && leaf.value === root.value;
  return leaf.value.startsWith(root.value);
}

const gatewaysConflict = (
  roots: readonly string[],
  leaves: readonly string[],
) => roots.length > 0 && leaves.some(gateway => !roots.includes(gateway));
