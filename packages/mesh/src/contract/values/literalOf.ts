import { PathMatch } from '../../routing';

/**
 * The literal, prefix or whole segments that a regular expression means, where it means no more than that.
 * @example literalOf('/api/.*') // { type: 'prefix', value: '/api/' }
 */
export function literalOf(regex: string): PathMatch | undefined {
  const found = plain.exec(regex);
  if (!found) return undefined;
  const [, escaped, tail = ''] = found;
  const value = escaped.replaceAll(/\\(.)/g, '$1');
  if (tail === '') return { type: 'exact', value };
  return { type: tail.startsWith('(') ? 'segments' : 'prefix', value };
}

/** Characters that mean themselves, then nothing, anything, or anything behind a slash. */
const plain =
  /^((?:[^\\.[\](){}*+?|^$]|\\[^A-Za-z0-9])*)(\.\*|\((?:\?:)?\/\.\*\)\?)?$/u;

/**
 * A literal with which everything begins that a regular expression matches.
 * @example startOf('/v[0-9]+/x') // '/v'
 */
export function startOf(regex: string): string {
  if (regex.includes('|')) return '';
  const [, start = '', next = ''] = /^([\w/~%:@!,;=&-]*)(.?)/.exec(regex) ?? [];
  return '*?{'.includes(next) && next ? start.slice(0, -1) : start;
}
