import { isDeepStrictEqual } from 'node:util';
import { Kind, Snapshot, snapshotOf } from '@product-gateways/mesh';
import { ClusterConfig } from '../clusters/ClusterConfig';
import { applyEvent } from './applyEvent';
import { ClusterHealth, clusterHealth, unseenKinds } from './clusterHealth';
import { WatchEvent } from './WatchEvent';
import { unread, WatchState } from './watchState';

/** Events of so many milliseconds become one snapshot: a rollout brings thousands, and each would make every view anew. */
const COALESCE = 50;

interface Observation {
  kind: Kind;
  event: WatchEvent;
  state: WatchState;
}

/** What is known of one cluster now: its snapshot and its health, always of the same moment. */
export class LiveCluster {
  #snapshot: Snapshot;
  #health: ClusterHealth;
  readonly #states: Map<Kind, WatchState>;
  #observed: Observation[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(
    readonly config: ClusterConfig,
    kinds: readonly Kind[],
    private readonly changed: () => void,
  ) {
    this.#states = new Map(kinds.map(kind => [kind, unread]));
    this.#health = healthAsConfigured(config, [...this.#states]);
    this.#snapshot = snapshotOf(config.name, [], {
      unseen: unseenKinds([...this.#states]),
    });
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  get health(): ClusterHealth {
    return this.#health;
  }

  readonly accept = (kind: Kind, event: WatchEvent, state: WatchState) => {
    this.#observed.push({ kind, event, state });
    this.#timer ??= setTimeout(() => this.#apply(), COALESCE);
  };

  stop() {
    clearTimeout(this.#timer);
    this.#observed = [];
  }

  #apply() {
    this.#timer = undefined;
    const observed = this.#observed;
    this.#observed = [];

    let snapshot = this.#snapshot;
    for (const { kind, event, state } of observed) {
      snapshot = applyEvent(snapshot, kind, event, state);
      this.#states.set(kind, state);
    }
    const states = [...this.#states];
    const unseen = unseenKinds(states);
    if (!isDeepStrictEqual(unseen, snapshot.unseen)) {
      snapshot = snapshot.withUnseen(unseen);
    }
    const health = clusterHealth(states);
    const isNews =
      snapshot !== this.#snapshot || !isSameHealth(health, this.#health);
    this.#snapshot = snapshot;
    this.#health = health;
    if (isNews) this.changed();
  }
}

function healthAsConfigured(
  { access }: ClusterConfig,
  states: [Kind, WatchState][],
): ClusterHealth {
  if (access.by !== 'nothing') return clusterHealth(states);
  return {
    state: 'unreachable',
    missing: [],
    error: { code: 'CONFIG', message: access.reason, answered: false },
  };
}

/** Signs of life that say nothing new are no news. */
function isSameHealth(
  { heardAt: _1, ...a }: ClusterHealth,
  { heardAt: _2, ...b }: ClusterHealth,
): boolean {
  return isDeepStrictEqual(a, b);
}
