import { Refusal } from '../../Refusal';
import {
  Conditions,
  describeConditions,
  isUnconditional,
  Split,
} from './Split';

/**
 * Gateway API tries the more specific rule first, whatever their order: the longer path, then a method, then more headers. Where parts
 * overlap, they must stand in that order, or the wrong one would answer.
 * See gateway-api.sigs.k8s.io/reference/spec, HTTPRouteRule.
 */
export function refuseOtherOrder({ groups }: Split): void {
  const parts = groups
    .map(({ conditions }) => conditions)
    .filter(conditions => !isUnconditional(conditions));
  parts.forEach((later, index) => {
    const first = parts
      .slice(0, index)
      .find(before => overlap(before, later) && rank(before, later) <= 0);
    if (first)
      throw new Refusal(
        'invalid',
        `An HTTPRoute tries ${describeConditions(
          later,
        )} before ${describeConditions(
          first,
        )}, and both take some of the same requests. State the parts in that order, or say both conditions in the first.`,
      );
  });
}

/** More than 0: `a` is tried before `b`. */
function rank(a: Conditions, b: Conditions): number {
  return (
    Math.sign(pathRank(a) - pathRank(b)) ||
    Number(Boolean(a.method)) - Number(Boolean(b.method)) ||
    a.headers.length - b.headers.length
  );
}

function pathRank({ path }: Conditions): number {
  if (!path) return 0;
  return path.type === 'exact' ? 10_000 : path.value.length;
}

function overlap(a: Conditions, b: Conditions): boolean {
  return (
    (!a.method || !b.method || a.method === b.method) &&
    a.headers.every(({ name, value }) =>
      b.headers.every(other => other.name !== name || other.value === value),
    ) &&
    pathsMeet(a, b)
  );
}

function pathsMeet({ path: a }: Conditions, { path: b }: Conditions): boolean {
  if (!a || !b) return true;
  const isBelow = (path: string, prefix: string) =>
    path === prefix || path.startsWith(`${prefix}/`);
  return (
    a.value === b.value ||
    (a.type === 'prefix' && isBelow(b.value, a.value)) ||
    (b.type === 'prefix' && isBelow(a.value, b.value))
  );
}
