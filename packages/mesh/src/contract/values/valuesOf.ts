import { PathMatch } from '../../routing';
import { Predicate } from '../predicates';
import { distinguish } from './distinguish';
import { Domain } from './Domain';
import { literalValues } from './literalValues';
import { machineOf } from './Machine';

/** The values of one part of a request that are enough to tell its predicates apart. */
export interface PartValues {
  /** One at least of each class of values for which the same predicates hold; `undefined`: the part is absent. */
  readonly values: readonly (string | undefined)[];
  /** Regular expressions because of which a class may be missing. */
  readonly open: readonly string[];
}

export function valuesOf(
  predicates: readonly Predicate[],
  domain: Domain,
): PartValues {
  const { absent, usual, allows, derived } = domain;
  const patterns = predicates.flatMap(({ pattern }) => pattern ?? []);
  const literals = literalValues(
    patterns.filter(({ type }) => type !== 'regex'),
    usual,
  );
  const walked = isPlain(patterns, domain) ? nothing : walk(patterns, domain);
  const texts = [...usual, ...literals, ...walked.texts].filter(allows);
  return {
    values: [...(absent ? [undefined] : []), ...new Set(texts)],
    open: derived ? [derived] : walked.open,
  };
}

const nothing = { texts: [], open: [] };

/** Whether literals and what lies behind them are all that matters. */
const isPlain = (patterns: readonly PathMatch[], { shapes }: Domain) =>
  shapes.length === 0 &&
  patterns.every(({ type, ignoreCase }) => type !== 'regex' && !ignoreCase);

function walk(
  patterns: readonly PathMatch[],
  domain: Domain,
): { readonly texts: readonly string[]; readonly open: readonly string[] } {
  const shapes = domain.shapes.map(
    (value): PathMatch => ({ type: 'regex', value }),
  );
  const machines = [...shapes, ...patterns].map(machineOf);
  const { texts, complete } = distinguish(
    machines.filter(machine => machine !== undefined),
    domain,
  );
  const read = new Set(
    patterns.filter(pattern => machineOf(pattern) !== undefined),
  );
  const open = patterns.filter(pattern => !complete || !read.has(pattern));
  const regexes = open.filter(({ type }) => type === 'regex');
  const named = regexes.length > 0 ? regexes : open;
  return { texts, open: [...new Set(named.map(({ value }) => value))] };
}
