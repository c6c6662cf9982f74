import {
  HeaderMatch,
  PathMatch,
  QueryMatch,
  RouteMatch,
  StringMatch,
} from './model';

/**
 * A match for people.
 * @example describeMatch(…) // 'GET /web…', '/api/…' for whole segments, '/…' for every request, '~/v[12]/.*' for a regex
 *
 * @public
 */
export function describeMatch({
  path,
  method,
  authority,
  scheme,
  headers,
  query,
}: RouteMatch): string {
  const conditions = [
    ...headers.map(describeHeader),
    ...query.map(describeQuery),
    ...(authority ? [`host ${describeString(authority)}`] : []),
    ...(scheme ? [`scheme ${describeString(scheme)}`] : []),
  ];
  const start = [
    ...(method ? [describeString(method)] : []),
    describePath(path),
  ].join(' ');
  return conditions.length > 0
    ? `${start} with ${conditions.join(', ')}`
    : start;
}

function describePath(path: PathMatch | undefined): string {
  if (!path) return '/…';
  const anyCase = path.ignoreCase ? ' in any case' : '';
  switch (path.type) {
    case 'exact':
      return `${path.value}${anyCase}`;
    case 'prefix':
      return `${path.value}…${anyCase}`;
    case 'segments':
      return `${path.value}/…${anyCase}`;
    default:
      return `~${path.value}`;
  }
}

function describeString({ type, value }: StringMatch): string {
  if (type === 'regex') return `~${value}`;
  return type === 'prefix' ? `${value}…` : value;
}

function describeHeader({ name, value, inverted }: HeaderMatch): string {
  if (!value) return inverted ? `no ${name}` : name;
  return `${name}${inverted ? '≠' : '='}${describeString(value)}`;
}

const describeQuery = ({ name, value }: QueryMatch) =>
  `?${name}${value ? `=${describeString(value)}` : ''}`;
