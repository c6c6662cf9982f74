import type { StoredObject, WatchEvent } from '../object';
import {
  CompactedError,
  type Change,
  type ObjectStore,
} from '../store/ObjectStore';
import type { Predicate } from '../store/selectors';
import { ApiError, expired } from './ApiError';
import { wholeNumber } from './listing';

export interface WatchRequest {
  resource: string;
  matches: Predicate;
  query: URLSearchParams;
  /** What a bookmark says it is. */
  apiVersion: string;
  kind: string;
  /** An object in the version that the client asked for. */
  served: (object: StoredObject) => StoredObject;
}

/** The changes of a resource as a client sees them that knows only objects which match. kubernetes.io: "API concepts", efficient detection of changes. */
export class Watch {
  #unsubscribe = () => {};

  /** `send` gets each event in order, at once those that lie before the start. */
  constructor(
    private readonly store: ObjectStore,
    private readonly request: WatchRequest,
    private readonly send: (event: WatchEvent) => void,
  ) {}

  get resource(): string {
    return this.request.resource;
  }

  /** @returns false if there is nothing to watch from there: the one event sent says why. */
  start(): boolean {
    const { resource, query } = this.request;
    const from = wholeNumber(query, 'resourceVersion') ?? 0;
    const initial = wantsInitialEvents(query);
    if (initial === undefined ? from === 0 : initial) {
      for (const object of this.store
        .list(resource)
        .filter(this.request.matches))
        this.#sendObject('ADDED', object);
      if (initial) this.bookmark({ 'k8s.io/initial-events-end': 'true' });
    } else {
      try {
        this.store
          .changesSince(from || this.store.revision, resource)
          .forEach(change => this.#tell(change));
      } catch (error) {
        if (!(error instanceof CompactedError)) throw error;
        this.send({ type: 'ERROR', object: expired(error.message).status });
        return false;
      }
    }
    this.#unsubscribe = this.store.subscribe(change => {
      // A replayed change has been told already.
      if (change.resource === resource && change.revision > from)
        this.#tell(change);
    });
    return true;
  }

  /** Says how far the client has seen, although nothing that it asked for changed. */
  bookmark(annotations?: Record<string, string>) {
    const { apiVersion, kind } = this.request;
    const metadata = {
      resourceVersion: String(this.store.revision),
      annotations,
    };
    this.send({ type: 'BOOKMARK', object: { apiVersion, kind, metadata } });
  }

  stop() {
    this.#unsubscribe();
  }

  #tell({ type, object, previous }: Change) {
    const { matches } = this.request;
    const was = previous !== undefined && matches(previous);
    const is = type !== 'DELETED' && matches(object);
    if (was && is) this.#sendObject('MODIFIED', object);
    else if (is) this.#sendObject('ADDED', object);
    else if (was)
      this.#sendObject(
        'DELETED',
        at(previous, object.metadata.resourceVersion),
      );
  }

  #sendObject(type: Change['type'], object: StoredObject) {
    this.send({ type, object: this.request.served(object) });
  }
}

/** What a client saw last, at the revision at which it went out of its sight. */
function at(object: StoredObject, resourceVersion: string): StoredObject {
  return { ...object, metadata: { ...object.metadata, resourceVersion } };
}

/** `sendInitialEvents`: a list by watch. @throws ApiError 422 for combinations that Kubernetes refuses. */
function wantsInitialEvents(query: URLSearchParams): boolean | undefined {
  const text = query.get('sendInitialEvents');
  if (text === null) return undefined;
  if (query.get('resourceVersionMatch') !== 'NotOlderThan') {
    throw new ApiError(
      422,
      'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
      'Invalid',
    );
  }
  return text === 'true';
}
