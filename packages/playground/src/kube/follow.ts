import {
  StatusError,
  type ClusterClient,
  type StoredObject,
} from '@product-gateways/sample-cluster';
import { listAll } from './listAll';
import { pause } from './pause';

export interface Follower {
  /** All objects there are, at the start and whenever what was missed cannot be told. */
  listed(objects: StoredObject[]): void;
  changed(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: StoredObject): void;
  /** A list or a watch did not work; it is tried again. */
  failed(error: unknown): void;
}

/** Lists what is at `path` and watches it from there on, until the signal: what every Kubernetes client does. */
export async function follow(
  client: ClusterClient,
  path: string,
  follower: Follower,
  signal: AbortSignal,
): Promise<void> {
  let version: string | undefined;
  while (!signal.aborted) {
    try {
      if (!version) {
        const { items, metadata } = await listAll(client, path);
        follower.listed(items);
        version = metadata.resourceVersion;
      }
      for await (const event of client.watch(
        `${path}?allowWatchBookmarks=true&resourceVersion=${version}`,
        signal,
      )) {
        if (event.type === 'ERROR') {
          // 410: the version is too old to go on from.
          version = undefined;
          break;
        }
        version = event.object.metadata.resourceVersion;
        if (event.type !== 'BOOKMARK')
          follower.changed(event.type, event.object);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof StatusError) version = undefined;
      follower.failed(error);
      await pause(500, signal);
    }
  }
}
