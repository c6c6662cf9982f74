import { HttpRule, RuleMatch } from '../declaration';
import { HeaderMatch, QueryMatch, RoutePolicy } from '../model';

/**
 * The rules of a delegate as they stand in its root: each match of the root meets each of the delegate. Where one pair contradicts
 * itself istiod drops the delegate's whole rule.
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
  const pairs = roots.flatMap(root =>
    leaves.map(leaf => [root, leaf] as const),
  );
  if (pairs.some(([root, leaf]) => conflict(root, leaf))) return undefined;
  return pairs.map(([root, leaf]) => merge(root, leaf));
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
    gateways: leaf.gateways ?? root.gateways,
    sourceLabels: leaf.sourceLabels ?? root.sourceLabels,
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
    valuesConflict(root.path, leaf.path) ||
    valuesConflict(root.method, leaf.method) ||
    valuesConflict(root.authority, leaf.authority) ||
    valuesConflict(root.scheme, leaf.scheme) ||
    leaf.headers.some(header =>
      valuesConflict(sameHeader(root, header)?.value, header.value),
    ) ||
    leaf.query.some(query =>
      valuesConflict(sameQuery(root, query)?.value, query.value),
    ) ||
    Boolean(root.ignoreUriCase) !== Boolean(leaf.ignoreUriCase) ||
    (root.port !== undefined &&
      leaf.port !== undefined &&
      root.port !== leaf.port)
  );
}

const sameHeader = (match: RuleMatch, { name, inverted }: HeaderMatch) =>
  match.headers.find(
    header => header.name === name && header.inverted === inverted,
  );

const sameQuery = (match: RuleMatch, { name }: QueryMatch) =>
  match.query.find(query => query.name === name);

type Value = { readonly type: string; readonly value: string } | undefined;

/** Whether the delegate's condition is not part of the root's. A regex never is, nor has parts. */
function valuesConflict(root: Value, leaf: Value): boolean {
  if (!root || !leaf) return false;
  if (root.type === 'regex' || leaf.type === 'regex') return true;
  if (root.type === 'exact')
    return leaf.type !== 'exact' || leaf.value !== root.value;
  return !leaf.value.startsWith(root.value);
}
