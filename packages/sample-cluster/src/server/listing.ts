import type { ObjectList, StoredObject } from '../object';
import { CompactedError, type ObjectStore } from '../store/ObjectStore';
import type { Predicate } from '../store/selectors';
import { ApiError, expired, tooLargeResourceVersion } from './ApiError';

export interface Listing {
  items: StoredObject[];
  metadata: ObjectList['metadata'];
}

const expiredToken =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue ' +
  'parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided ' +
  'token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was ' +
  'returned and now may show up in the list.';

/** A page of a list. All pages of one list show the same revision. kubernetes.io: "API concepts", retrieving large results sets in chunks. */
export function listPage(
  store: ObjectStore,
  resource: string,
  matches: Predicate,
  query: URLSearchParams,
): Listing {
  const limit = wholeNumber(query, 'limit') ?? 0;
  const token = query.get('continue');
  const from = token
    ? parseToken(token)
    : { revision: revisionToList(store, query), after: undefined };
  const objects = objectsAt(store, resource, from).filter(matches);
  const rest =
    from.after === undefined
      ? objects
      : objects.filter(object => sortKey(object) > (from.after ?? ''));
  const items = limit > 0 ? rest.slice(0, limit) : rest;
  const metadata: ObjectList['metadata'] = {
    resourceVersion: String(from.revision ?? store.revision),
  };
  const last = items.at(-1);
  if (last && items.length < rest.length) {
    metadata.continue = tokenOf({
      revision: from.revision ?? store.revision,
      after: sortKey(last),
    });
    const selecting = query.get('labelSelector') || query.get('fieldSelector');
    if (!selecting) metadata.remainingItemCount = rest.length - items.length;
  }
  return { items, metadata };
}

/** Where a list goes on: behind the object `after`, as of `revision`, or as of now if that is forgotten and the client does not mind. */
interface Position {
  revision?: number;
  after?: string;
}

function objectsAt(
  store: ObjectStore,
  resource: string,
  { revision, after }: Position,
): StoredObject[] {
  try {
    return store.list(resource, revision);
  } catch (error) {
    if (!(error instanceof CompactedError)) throw error;
    if (after === undefined) throw expired(error.message);
    throw expired(expiredToken, { continue: tokenOf({ after }) });
  }
}

/** For the fault that makes tokens old: what such a token is answered with. */
export function expiredContinue(token: string): ApiError {
  return expired(expiredToken, {
    continue: tokenOf({ after: parseToken(token).after }),
  });
}

/** `resourceVersion` and `resourceVersionMatch`: exactly then, or not older. `0` and nothing mean now. A limit alone means exactly. */
function revisionToList(store: ObjectStore, query: URLSearchParams): number {
  const asked = wholeNumber(query, 'resourceVersion') ?? 0;
  if (asked > store.revision)
    throw tooLargeResourceVersion(asked, store.revision);
  const match =
    query.get('resourceVersionMatch') ??
    (query.get('limit') ? 'Exact' : 'NotOlderThan');
  return asked > 0 && match === 'Exact' ? asked : store.revision;
}

export function wholeNumber(
  query: URLSearchParams,
  name: string,
): number | undefined {
  const text = query.get(name);
  if (!text) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  throw new ApiError(
    400,
    `${name}: Invalid value: "${text}": must be a whole number`,
  );
}

function sortKey({ metadata: { namespace, name } }: StoredObject): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

function tokenOf({ revision = -1, after }: Position): string {
  return Buffer.from(
    JSON.stringify({ v: 'meta.k8s.io/v1', rv: revision, start: after }),
  ).toString('base64url');
}

function parseToken(token: string): Position {
  try {
    const { rv, start } = JSON.parse(
      Buffer.from(token, 'base64url').toString(),
    );
    if (typeof rv === 'number' && typeof start === 'string')
      return { revision: rv < 0 ? undefined : rv, after: start };
  } catch {
    // Said below: a token is opaque to clients, so there is nothing more to tell.
  }
  throw new ApiError(
    400,
    'continue key is not valid: start a new list without it',
  );
}
