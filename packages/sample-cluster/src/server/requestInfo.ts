import type { Verb } from '../Verb';

/** What a request asks for, read from its method and URL alone. kubernetes.io: "API concepts", resource URIs. */
export interface RequestInfo {
  verb: Verb;
  /** Path and query, as sent. */
  uri: string;
  path: string;
  query: URLSearchParams;
  /** Absent for what is no resource: discovery, health, version. */
  target?: ResourceTarget;
}

export interface ResourceTarget {
  group: string;
  version: string;
  resource: string;
  namespace?: string;
  name?: string;
  subresource?: string;
}

const verbs: Record<string, [collection: Verb, object: Verb]> = {
  GET: ['list', 'get'],
  HEAD: ['list', 'get'],
  POST: ['create', 'create'],
  PUT: ['update', 'update'],
  PATCH: ['patch', 'patch'],
  DELETE: ['deletecollection', 'delete'],
};

export function requestInfo(method: string, uri: string): RequestInfo {
  const [path, search] = uri.split('?', 2);
  const query = new URLSearchParams(search);
  const target = resourceTarget(path.split('/').filter(Boolean).map(decoded));
  return { verb: verbOf(method, query, target), uri, path, query, target };
}

function verbOf(
  method: string,
  query: URLSearchParams,
  target?: ResourceTarget,
): Verb {
  const [collection, object] = verbs[method] ?? verbs.GET;
  if (!target || target.name !== undefined) return object;
  const watched = ['true', '1'].includes(query.get('watch') ?? '');
  return collection === 'list' && watched ? 'watch' : collection;
}

/** `/api/v1/…`, `/apis/GROUP/VERSION/…`, then `[namespaces/NAMESPACE/]RESOURCE[/NAME[/SUBRESOURCE]]`. */
function resourceTarget([root, ...rest]: string[]): ResourceTarget | undefined {
  if (root !== 'api' && root !== 'apis') return undefined;
  const [group, version, ...path] = root === 'api' ? ['', ...rest] : rest;
  const [resource, name, ...more] = path;
  if (resource === undefined) return undefined;
  const aboutNamespace =
    resource !== 'namespaces' ||
    more.length === 0 ||
    ['status', 'finalize'].includes(more[0]);
  if (aboutNamespace) {
    const namespace =
      resource === 'namespaces' && group === '' ? name : undefined;
    return { group, version, resource, namespace, name, subresource: more[0] };
  }
  return {
    group,
    version,
    namespace: name,
    resource: more[0],
    name: more[1],
    subresource: more[2],
  };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
