import { describeMatch, PathMatch, RouteMatch } from '../routing';
import { RegionCondition } from './ContractComparison';
import { canonical, Entry } from './entries';
import { Predicate } from './predicates';
import { startOf } from './values/literalOf';

/**
 * Which requests meet all of these entries. Those that earlier entries take are looked for when somebody asks: a host may have
 * thousands.
 */
export function conditionOf(
  met: readonly Entry[],
  earlier: () => readonly Entry[],
): RegionCondition {
  const all = withoutImplied(met.map(({ match }) => match));
  let except: readonly RouteMatch[] | undefined;
  return {
    all,
    get except() {
      except ??= distinct(
        earlier()
          .filter(entry => met.every(other => mayMeet(entry, other)))
          .map(({ match }) => match),
      );
      return except;
    },
    get text() {
      return textOf(all, this.except);
    },
  };
}

export function describeAll(all: readonly RouteMatch[]): string {
  return all.length > 0 ? all.map(describeMatch).join(' and ') : '/…';
}

function textOf(
  all: readonly RouteMatch[],
  except: readonly RouteMatch[],
): string {
  const named = except.slice(0, 3).map(describeMatch);
  const more = except.length - named.length;
  if (more > 0) named.push(`${more} more`);
  return named.length > 0
    ? `${describeAll(all)}, except ${named.join(', ')}`
    : describeAll(all);
}

/** Each once, and without those that say nothing beside the others. */
function withoutImplied(matches: readonly RouteMatch[]): RouteMatch[] {
  const different = distinct(matches);
  const narrowing = different.filter(match => !isEverything(match));
  return narrowing.length > 0 ? narrowing : different.slice(0, 1);
}

function distinct(matches: readonly RouteMatch[]): RouteMatch[] {
  return [...new Map(matches.map(match => [canonical(match), match])).values()];
}

function isEverything(match: RouteMatch): boolean {
  const { path, method, authority, scheme, headers, query } = match;
  const narrow = method || authority || scheme || headers[0] || query[0];
  return !narrow && (!path || (path.type === 'prefix' && path.value === '/'));
}

/** Whether a request may meet both, as far as literals tell. */
export function mayMeet(a: Entry, b: Entry): boolean {
  for (const [part, some] of a.predicates) {
    const others = b.predicates.get(part) ?? [];
    if (some.some(one => others.some(other => excludes(one, other))))
      return false;
  }
  return true;
}

function excludes(a: Predicate, b: Predicate): boolean {
  if (a.inverted || b.inverted || !a.pattern || !b.pattern) return false;
  const folded = a.pattern.ignoreCase || b.pattern.ignoreCase;
  const [wide, narrow] = [a.pattern, b.pattern]
    .map(literalPart)
    .sort((one, other) => one.value.length - other.value.length);
  const [start, text] = [wide, narrow].map(({ value }) =>
    folded ? value.toLowerCase() : value,
  );
  return !text.startsWith(start) || !continues(wide, start, text);
}

/** Of a regular expression the literal with which all that it matches begins. */
const literalPart = (pattern: PathMatch): PathMatch =>
  pattern.type === 'regex'
    ? { type: 'prefix', value: startOf(pattern.value) }
    : pattern;

function continues({ type }: PathMatch, start: string, text: string): boolean {
  if (text.length === start.length) return true;
  if (type === 'exact') return false;
  return type === 'prefix' || text[start.length] === '/';
}
