import { Kind, Mesh } from '@product-gateways/mesh';
import { connectTo } from '../clusters/ApiServer';
import { ClusterConfig } from '../clusters/ClusterConfig';
import { credentialsFor } from '../clusters/credentialsFor';
import { Clock, systemClock } from './Clock';
import { ClusterHealth } from './clusterHealth';
import { clusterSource } from './clusterSource';
import { LiveCluster } from './LiveCluster';
import { WatchEvent } from './WatchEvent';
import { watchedKinds } from './watchedKinds';
import { watchKind } from './watchKind';
import { defaultLimits, WatchLimits } from './WatchLimits';

export interface LiveMeshOptions {
  limits?: Partial<WatchLimits>;
  clock?: Clock;
  random?(): number;
  /** Told of every event, for metrics and the log. */
  observe?(cluster: string, kind: Kind, event: WatchEvent): void;
}

/** A cluster as configured, and as it is. */
export interface ObservedCluster {
  config: ClusterConfig;
  health: ClusterHealth;
}

/** The configured clusters, kept up to date by watching. Clusters share nothing: one that is down delays no other. */
export class LiveMesh {
  readonly clock: Clock;
  readonly #clusters: readonly LiveCluster[];
  readonly #stopping = new AbortController();
  readonly #listeners = new Set<() => void>();
  readonly #running: Promise<unknown>;
  #mesh: Mesh | undefined;

  /** Starts at once, and waits for nothing. */
  constructor(
    configs: readonly ClusterConfig[],
    options: LiveMeshOptions = {},
  ) {
    this.clock = options.clock ?? systemClock;
    this.#clusters = configs.map(
      config => new LiveCluster(config, watchedKinds, () => this.#changed()),
    );
    this.#running = Promise.all(
      this.#clusters.map(cluster => this.#watch(cluster, options)),
    );
  }

  /** The same mesh as before for as long as nothing has changed in it. */
  get mesh(): Mesh {
    this.#mesh ??= new Map(
      this.#clusters.map(({ config, snapshot }) => [config.name, snapshot]),
    );
    return this.#mesh;
  }

  /** In the order of the configuration. */
  get clusters(): readonly ObservedCluster[] {
    return this.#clusters;
  }

  /** Calls `listener` after the mesh or a cluster's health has changed; returns what ends that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when no request, connection or timer is left. */
  async stop(): Promise<void> {
    this.#listeners.clear();
    this.#stopping.abort();
    await this.#running;
  }

  #changed() {
    this.#mesh = undefined;
    for (const listener of this.#listeners) listener();
  }

  async #watch(cluster: LiveCluster, options: LiveMeshOptions): Promise<void> {
    const { name, access } = cluster.config;
    if (access.by === 'nothing') return;

    const { random = Math.random, observe = () => {} } = options;
    const limits = { ...defaultLimits, ...options.limits };
    const server = connectTo(credentialsFor(access));
    const watching = {
      source: clusterSource(server, { limits, random }),
      clock: this.clock,
      random,
      accept: (...[kind, event, state]: Parameters<LiveCluster['accept']>) => {
        cluster.accept(kind, event, state);
        observe(name, kind, event);
      },
    };
    const { signal } = this.#stopping;
    await Promise.all(
      watchedKinds.map(kind => watchKind(kind, watching, signal)),
    );
    cluster.stop();
    server.close();
  }
}
