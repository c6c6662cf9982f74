import { Route, RouteMatch } from '../routing';
import { Entry } from './entries';
import { Item } from './splitBy';

/**
 * What decides between two routes before the age of their objects does. Those of different objects for which this is equal change places
 * when the objects are created in the other order.
 */
export function orderClassOf({ match, decidedBy, standing }: Route): string {
  const { path, method, headers, query } = match;
  switch (decidedBy.kind) {
    case 'VirtualService':
      return `${standing} ${isCatchAll(match) ? 'last' : 'specific'}`;
    case 'Ingress':
      return JSON.stringify([path?.type, path?.value]);
    default:
      return JSON.stringify([
        ranks[path?.type ?? 'none'],
        path?.value.length,
        method !== undefined,
        headers.length,
        query.length,
      ]);
  }
}

/** Whether `other`, which stands behind `first`, would do something else in its place had their objects been created in the other order. */
export function isTie(first: Entry, other: Entry): boolean {
  return (
    first.orderClass !== undefined &&
    first.orderClass === other.orderClass &&
    first.effectKey !== other.effectKey &&
    first.objectKey !== other.objectKey
  );
}

/** The first that might change places with the one that answers. */
export function firstTie([first, ...others]: readonly Item[]):
  | Item
  | undefined {
  return first && others.find(({ entry }) => isTie(first.entry, entry));
}

const ranks = { exact: 3, prefix: 2, segments: 2, regex: 1, none: 0 };

/** What istiod moves behind all other routes of a virtual host. */
function isCatchAll({
  path,
  method,
  authority,
  scheme,
  headers,
  query,
}: RouteMatch): boolean {
  if (method || authority || scheme || headers.length > 0 || query.length > 0)
    return false;
  if (!path) return true;
  return path.type === 'regex'
    ? path.value === '.*'
    : path.type !== 'exact' && path.value === '/';
}
