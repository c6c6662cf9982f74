import { PathCondition } from './Split';

/** A condition on a path as rules write it: `prefix` is textual, `segments` ends at a slash. */
export interface RulePath {
  type: 'exact' | 'prefix' | 'segments';
  value: string;
  ignoreCase?: boolean;
}

/** A path that meets both conditions, and what of it lies beyond the rule's own: what a rewrite of the rule's prefix has to keep. */
export interface NarrowedPath {
  path: RulePath;
  beyond: string;
}

/**
 * The paths that meet a rule's condition and a part's as well, as alternatives; none where no path can.
 *
 * @param as - How the kind of rule writes a prefix
 */
export function narrowedPath(
  rule: RulePath,
  part: PathCondition | undefined,
  as: 'prefix' | 'segments',
): NarrowedPath[] {
  const own = { path: rule, beyond: '' };
  if (!part) return [own];
  if (rule.type === 'exact') return takes(part, rule.value) ? [own] : [];

  const isBelowRule = startsWith(part.value, rule);
  if (isBelowRule) {
    const beyond = part.value.slice(rule.value.length);
    const exact: NarrowedPath = {
      path: { type: 'exact', value: part.value },
      beyond,
    };
    if (part.type === 'exact') return [exact];
    if (as === 'segments')
      return [{ path: { type: 'segments', value: part.value }, beyond }];
    return [
      exact,
      {
        path: { type: 'prefix', value: `${part.value}/` },
        beyond: `${beyond}/`,
      },
    ];
  }
  return part.type === 'prefix' && rule.value.startsWith(`${part.value}/`)
    ? [own]
    : [];
}

function takes({ type, value }: PathCondition, path: string): boolean {
  return path === value || (type === 'prefix' && path.startsWith(`${value}/`));
}

function startsWith(path: string, { type, value, ignoreCase }: RulePath) {
  const [given, wanted] = ignoreCase
    ? [path.toLowerCase(), value.toLowerCase()]
    : [path, value];
  if (type === 'prefix') return given.startsWith(wanted);
  const whole = wanted.replace(/\/$/, '');
  return given === whole || given.startsWith(`${whole}/`);
}
