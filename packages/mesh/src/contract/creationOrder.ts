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
      return JSON.stringify([standing, path?.type]);
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

/** Whether `other`, which stands behind `first`, would stand before it had their objects been created in the other order. */
export function isRival(first: Entry, other: Entry): boolean {
  return (
    first.orderClass !== undefined &&
    first.orderClass === other.orderClass &&
    first.objectKey !== other.objectKey
  );
}

/** The first entry that would answer otherwise in another order of creation, or of which that is not known yet. */
export function firstTie([first, ...others]: readonly Item[]):
  | Item
  | undefined {
  const agreeing = new Set<string>();
  return (
    first &&
    others.find(({ entry, rest }) => {
      if (!isRival(first.entry, entry)) return false;
      if (agreeing.has(entry.objectKey)) return false;
      if (rest.length > 0 || entry.effectKey !== first.entry.effectKey)
        return true;
      agreeing.add(entry.objectKey);
      return false;
    })
  );
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
