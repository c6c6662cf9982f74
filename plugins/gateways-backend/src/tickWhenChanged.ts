import { LoggerService } from '@backstage/backend-plugin-api';
import { SignalsService } from '@backstage/plugin-signals-node';
import { GATEWAYS_SIGNAL_CHANNEL } from '@product-gateways/backstage-plugin-gateways-common';
import { LiveMesh } from './watching/LiveMesh';

/** Changes of so many milliseconds are one tick. */
const COALESCE = 200;

/**
 * Tells open pages that a newer revision may exist. Whoever is signed in receives signals, whatever they may read, so a tick holds
 * nothing: no name, no cluster, no count. Returns what ends it.
 */
export function tickWhenChanged(
  live: LiveMesh,
  signals: SignalsService,
  logger: LoggerService,
): () => void {
  let timer: NodeJS.Timeout | undefined;

  const tick = () => {
    timer = undefined;
    signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: GATEWAYS_SIGNAL_CHANNEL,
        message: {},
      })
      .catch(error => logger.warn('A tick could not be published', error));
  };
  const unsubscribe = live.subscribe(() => {
    timer ??= setTimeout(tick, COALESCE);
  });
  return () => {
    unsubscribe();
    clearTimeout(timer);
  };
}
