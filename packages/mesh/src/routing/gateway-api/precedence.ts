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
