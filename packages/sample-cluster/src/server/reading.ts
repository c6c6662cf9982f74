import type { KubernetesObject, ObjectList, StoredObject } from '../object';
import type { ObjectStore } from '../store/ObjectStore';
import {
  fieldSelector,
  labelSelector,
  SelectorError,
  type Predicate,
} from '../store/selectors';
import { ApiError, notFound } from './ApiError';
import type { Exchange } from './Exchange';
import { expiredContinue, listPage } from './listing';
import type { OpenWatches } from './OpenWatches';
import { resourceKey, type ResourceType } from './resources';

/** What is read, and by whom. */
export interface Reading {
  store: ObjectStore;
  exchange: Exchange;
  type: ResourceType;
  version: string;
  namespace?: string;
}

export function get(
  { store, type, version, namespace }: Reading,
  name: string,
): StoredObject {
  const found = store.get({ resource: resourceKey(type), namespace, name });
  if (!found) throw notFound(type, name);
  return served(type, version, found);
}

export function list(reading: Reading): ObjectList {
  const { store, exchange, type, version } = reading;
  const { info, effects } = exchange;
  const token = info.query.get('continue');
  if (token && effects.some(effect => effect.type === 'expire'))
    throw expiredContinue(token);
  const { items, metadata } = listPage(
    store,
    resourceKey(type),
    selected(reading),
    info.query,
  );
  return {
    kind: `${type.kind}List`,
    apiVersion: apiVersionOf(type, version),
    metadata,
    items: items.map(item => served(type, version, item)),
  };
}

export function watch(reading: Reading, watches: OpenWatches) {
  const { exchange, type, version } = reading;
  const request = {
    resource: resourceKey(type),
    matches: selected(reading),
    query: exchange.info.query,
    apiVersion: apiVersionOf(type, version),
    kind: type.kind,
    served: (object: StoredObject) => served(type, version, object),
  };
  watches.start(exchange, request);
}

/** An object in the version that was asked for: all versions of a kind differ in `apiVersion` alone. */
export function served<T extends KubernetesObject>(
  type: ResourceType,
  version: string,
  object: T,
): T {
  return { ...object, apiVersion: apiVersionOf(type, version) };
}

/** The URL's namespace, and both selectors. */
function selected({ exchange, type, namespace }: Reading): Predicate {
  const { query } = exchange.info;
  try {
    const labels = labelSelector(query.get('labelSelector') ?? '');
    const fields = fieldSelector(query.get('fieldSelector') ?? '', type.kind);
    const here: Predicate = object =>
      namespace === undefined || object.metadata.namespace === namespace;
    return object => here(object) && labels(object) && fields(object);
  } catch (error) {
    if (error instanceof SelectorError) throw new ApiError(400, error.message);
    throw error;
  }
}

function apiVersionOf({ group }: ResourceType, version: string): string {
  return group ? `${group}/${version}` : version;
}
