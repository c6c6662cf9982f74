import { RouteMatch } from './model';

/**
 * A match for people.
 * @example `GET /web…` for method GET and prefix /web; `/…` for every request
 */
export function describeMatch(_match: RouteMatch): string {
  return '/…';
}
