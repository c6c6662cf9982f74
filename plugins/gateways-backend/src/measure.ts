import { LoggerService } from '@backstage/backend-plugin-api';
import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { LiveMesh, LiveMeshOptions } from './watching/LiveMesh';
import { resourceName } from './watching/resourcePath';

type Observe = NonNullable<LiveMeshOptions['observe']>;

/** Counts what watching does, so that a cluster which is relisted all day is noticed; logs what an operator has to know. */
export function observer(
  metrics: MetricsService,
  logger: LoggerService,
): Observe {
  const events = metrics.createCounter('gateways.watch.events', {
    description:
      'What watching brought, by cluster, kind and type: listed, opened, changed, bookmark, expired, malformed, failed, ended',
  });
  const reported = new Set<string>();

  return (cluster, kind, event) => {
    const resource = resourceName(kind);
    events.add(1, { cluster, resource, type: event.type });
    if (event.type === 'malformed' && !reported.has(`${cluster} ${resource}`)) {
      reported.add(`${cluster} ${resource}`);
      logger.warn(
        `Cluster ${cluster}, ${resource}: ${event.message}; the kind is listed anew`,
      );
    }
  };
}

/** How many clusters are in which state, and a line in the log when one changes. Returns what ends it. */
export function reportStates(
  live: LiveMesh,
  metrics: MetricsService,
  logger: LoggerService,
): () => void {
  const gauge = metrics.createObservableGauge('gateways.clusters', {
    description: 'Clusters by state: 1 for the state that a cluster is in',
  });
  const observe: Parameters<typeof gauge.addCallback>[0] = result => {
    for (const { config, health } of live.clusters) {
      result.observe(1, { cluster: config.name, state: health.state });
    }
  };
  gauge.addCallback(observe);

  const states = new Map<string, string>();
  const unsubscribe = live.subscribe(() => {
    for (const { config, health } of live.clusters) {
      const { state, error } = health;
      if (states.get(config.name) === state) continue;
      states.set(config.name, state);
      const log = state === 'live' ? 'info' : 'warn';
      logger[log](
        `Cluster ${config.name} is ${state}${
          error ? `: ${error.message}` : ''
        }`,
      );
    }
  });
  return () => {
    unsubscribe();
    gauge.removeCallback(observe);
  };
}
