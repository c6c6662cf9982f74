import { PathMatch, RouteMatch, StringMatch } from '../routing';
import { pathMatches } from '../routing/requests/match';
import { literalOf } from './values/literalOf';

/**
 * One condition on one part of a request. The parts are independent of each other: any path comes with any method and any header.
 */
export interface Predicate {
  /** `path`, `method`, `authority`, `scheme`, `:path`, `header x` or `query x`. */
  readonly part: string;
  /** Equal for equal conditions on the same part. */
  readonly key: string;
  /** Absent: the part need only be there. */
  readonly pattern?: PathMatch;
  /** It must not hold; what is absent then counts as empty. */
  readonly inverted: boolean;
}

/** What a match asks of each part of a request; a regex that means a literal or a prefix is taken as such. */
export function predicatesOf(match: RouteMatch): Predicate[] {
  const { path, method, authority, scheme, headers, query } = match;
  return [
    ...(path ? [predicate('path', path)].filter(isNarrowing) : []),
    ...(method ? [predicate('method', method)] : []),
    ...(authority ? [predicate('authority', authority)] : []),
    ...(scheme ? [predicate('scheme', scheme)] : []),
    ...headers.map(({ name, value, inverted }) =>
      predicate(partOfHeader(name), value, inverted),
    ),
    ...query.map(({ name, value }) => predicate(`query ${name}`, value)),
  ];
}

export function holds(
  { pattern, inverted }: Predicate,
  value: string | undefined,
): boolean {
  if (!pattern) return (value !== undefined) !== inverted;
  if (inverted) return !pathMatches(pattern, value ?? '');
  return value !== undefined && pathMatches(pattern, value);
}

/** Every path begins with a slash. */
const isNarrowing = ({ pattern }: Predicate) =>
  pattern?.type !== 'prefix' || !'/'.startsWith(pattern.value);

function predicate(
  part: string,
  stated?: PathMatch | StringMatch,
  inverted = false,
): Predicate {
  const pattern =
    stated?.type === 'regex' ? literalOf(stated.value) ?? stated : stated;
  const { type, value, ignoreCase } = pattern ?? {};
  const key = JSON.stringify([type, value, ignoreCase ?? false, inverted]);
  return { part, key, pattern, inverted };
}

/** Envoy takes these headers from elsewhere in the request. */
function partOfHeader(name: string): string {
  switch (name) {
    case ':authority':
    case 'host':
      return 'authority';
    case ':method':
      return 'method';
    case ':scheme':
    case 'x-forwarded-proto':
      return 'scheme';
    case ':path':
      return ':path';
    default:
      return `header ${name}`;
  }
}
