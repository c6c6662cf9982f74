import type { StoredObject } from '@product-gateways/sample-cluster';
import { once } from 'node:events';
import type { Follower } from '../kube/follow';
import { paths, type World } from './World';

type Kind = keyof World;

/** A cluster's objects as last heard, by kind, and a bell that rings when they change. */
export class Mirror {
  readonly #objects = new Map<Kind, Map<string, StoredObject>>();
  readonly #bell = new EventTarget();
  #rung = false;

  /** What is known; undefined until every kind was listed, because a loop must not take "not yet seen" for "not there". */
  world(): World | undefined {
    const kinds = Object.keys(paths) as Kind[];
    if (!kinds.every(kind => this.#objects.has(kind))) return undefined;
    // The API server has checked the objects against their kinds.
    return Object.fromEntries(
      kinds.map(kind => [kind, [...(this.#objects.get(kind)?.values() ?? [])]]),
    ) as unknown as World;
  }

  follower(kind: Kind): Omit<Follower, 'failed'> {
    return {
      listed: objects => {
        const byUid = objects.map(object => [uidOf(object), object] as const);
        this.#objects.set(kind, new Map(byUid));
        this.wake();
      },
      changed: (type, object) => {
        const known = this.#objects.get(kind);
        if (type === 'DELETED') known?.delete(uidOf(object));
        else known?.set(uidOf(object), newer(known.get(uidOf(object)), object));
        this.wake();
      },
    };
  }

  /** Takes in what the server answered to a write, before the watch says the same. */
  accept(object: StoredObject) {
    for (const known of this.#objects.values()) {
      const before = known.get(uidOf(object));
      if (before) known.set(uidOf(object), newer(before, object));
    }
  }

  wake() {
    this.#rung = true;
    this.#bell.dispatchEvent(new Event('ring'));
  }

  /** Resolves once something has changed since the last call, or on the signal. */
  async changed(signal: AbortSignal): Promise<void> {
    if (!this.#rung) await once(this.#bell, 'ring', { signal }).catch(() => {});
    this.#rung = false;
  }
}

function uidOf({ metadata }: StoredObject): string {
  return metadata.uid ?? '';
}

/** Resource versions are numbers that grow (guaranteed since Kubernetes 1.35), too large for `number`. */
function newer(a: StoredObject | undefined, b: StoredObject): StoredObject {
  return a &&
    BigInt(a.metadata.resourceVersion) > BigInt(b.metadata.resourceVersion)
    ? a
    : b;
}
