import { PathNormalization } from '../mesh-config/MeshConfig';

/**
 * A request target as Envoy sees it after normalisation. BASE, Istio's default: dot segments resolved, `\` turned into `/`, unreserved
 * characters decoded and unsafe ones encoded; `//`, `%2F` and letter case stay. The query stays as it is.
 */
export function normalisedTarget(
  target: string,
  normalization: PathNormalization = 'BASE',
): string {
  const { path, query } = splitTarget(target);
  const normalised = normalisers[normalization](path);
  return `${normalised}${query === undefined ? '' : `?${query}`}`;
}

const normalisers: Readonly<
  Record<PathNormalization, (path: string) => string>
> = {
  NONE: path => path,
  BASE: path => normalisedPath(path),
  MERGE_SLASHES: path => mergeSlashes(normalisedPath(path)),
  DECODE_AND_MERGE_SLASHES: path =>
    mergeSlashes(normalisedPath(decodeSlashes(path))),
};

const mergeSlashes = (path: string) => path.replaceAll(/\/{2,}/g, '/');

const decodeSlashes = (path: string) =>
  path.replaceAll(/%2f/gi, '/').replaceAll(/%5c/gi, '\\');

/** The path and, where there is a `?`, the query behind it. */
export function splitTarget(target: string): {
  readonly path: string;
  readonly query?: string;
} {
  const mark = target.indexOf('?');
  return mark < 0
    ? { path: target }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

/** The first value of a query parameter, undecoded; `?b` means `?b=`. */
export function queryValue(
  query: string | undefined,
  name: string,
): string | undefined {
  if (query === undefined) return undefined;
  for (const pair of query.split('&')) {
    const equals = pair.indexOf('=');
    if ((equals < 0 ? pair : pair.slice(0, equals)) === name)
      return equals < 0 ? '' : pair.slice(equals + 1);
  }
  return undefined;
}

function normalisedPath(path: string): string {
  if (!path.startsWith('/')) return path;
  const segments: string[] = [];
  const stated = decodeUnreserved(path.replaceAll('\\', '/'))
    .slice(1)
    .split('/');
  stated.forEach((segment, index) => {
    const last = index === stated.length - 1;
    if (segment === '..') segments.pop();
    if (segment !== '.' && segment !== '..') segments.push(segment);
    else if (last) segments.push('');
  });
  return `/${segments.map(encodeUnsafe).join('/')}`;
}

const decodeUnreserved = (path: string) =>
  path.replaceAll(/%([0-9a-f]{2})/gi, (escape, hex: string) => {
    const character = String.fromCharCode(parseInt(hex, 16));
    return /[\w.~-]/.test(character) ? character : escape;
  });

/** Of the characters that a path may not hold, a `#` has no place in a request at all. */
const encodeUnsafe = (segment: string) =>
  segment.replaceAll(/[^\u0021-\u007e]|["<>^`{}]/gu, character =>
    percentEncoded(character),
  );

const utf8 = new TextEncoder();

const percentEncoded = (character: string) =>
  [...utf8.encode(character)]
    .map(byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
