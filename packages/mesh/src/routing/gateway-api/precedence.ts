import { KubernetesObject } from '../../resources';
import { compare, createdAt } from '../age';
import { HttpRule, RuleMatch } from '../declaration';

/**
 * Gateway API's order of rules, as istiod has it: exact paths, then the longest prefix, then the longest regex; then those with a
 * method, with more headers, with more query parameters. What is equal keeps its order, and what has no match goes last.
 */
export function byPrecedence(a: HttpRule, b: HttpRule): number {
  const [first, second] = [a.matches[0], b.matches[0]];
  if (!first || !second) return Number(!first) - Number(!second);
  return (
    pathRank(second) - pathRank(first) ||
    pathLength(second) - pathLength(first) ||
    Number(second.method !== undefined) - Number(first.method !== undefined) ||
    second.headers.length - first.headers.length ||
    second.query.length - first.query.length
  );
}

const ranks = { exact: 3, prefix: 2, segments: 2, regex: 1 };

const pathRank = ({ path }: RuleMatch) => (path ? ranks[path.type] : -1);
const pathLength = ({ path }: RuleMatch) => path?.value.length ?? 0;

/**
 * The order in which istiod lays equal rules of several routes side by side (`sortRoutesByCreationTime`): the older route first,
 * then by namespace, then by name, which istiod continues with a `~`, so that `b-2` stands before `b`.
 */
export function byMerge(a: KubernetesObject, b: KubernetesObject): number {
  const [first, second] = [createdAt(a), createdAt(b)];
  if (first !== second) return first < second ? -1 : 1;
  return (
    compare(a.metadata.namespace ?? '', b.metadata.namespace ?? '') ||
    compare(`${a.metadata.name}~`, `${b.metadata.name}~`)
  );
}
