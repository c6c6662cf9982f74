import { Kind } from '@product-gateways/mesh';
import pLimit from 'p-limit';
import { ApiServer } from '../clusters/ApiServer';
import { failureOf } from '../clusters/Failure';
import { discovery } from './discovery';
import { listKind } from './listKind';
import { isExpired } from './parseWatchEvent';
import { WatchEvent } from './WatchEvent';
import { watchEvents } from './watchEvents';
import { Source } from './watchKind';
import { WatchLimits } from './WatchLimits';
import { WatchState } from './watchState';

/** A cluster that has just come back is not asked for all its lists in one moment. */
const LISTS_AT_ONCE = 3;

/** The events of one cluster's kinds, from its API server. What it throws inside becomes an event here, and nowhere else. */
export function clusterSource(
  server: ApiServer,
  { limits, random }: { limits: WatchLimits; random(): number },
): Source {
  const discover = discovery(server, limits);
  const inTurn = pLimit(LISTS_AT_ONCE);

  async function* ask(
    kind: Kind,
    state: WatchState,
    signal: AbortSignal,
  ): AsyncGenerator<WatchEvent> {
    if (state.renewCredential) server.renewCredential();
    const { version, resourceVersion } = state;
    if (state.next === 'discover' || !version) {
      const served = await inTurn(() => discover(kind, signal));
      yield served ? { type: 'served', version: served } : { type: 'absent' };
    } else if (state.next === 'list' || !resourceVersion) {
      yield await inTurn(() =>
        listKind(server, { kind, version, limits }, signal),
      );
    } else {
      yield* watchEvents(
        server,
        { kind, version, resourceVersion, limits, random },
        signal,
      );
    }
  }

  return {
    async *events(kind, state, signal) {
      try {
        yield* ask(kind, state, signal);
      } catch (error) {
        if (signal.aborted) return;
        const failure = failureOf(error);
        yield isExpired(failure.code, failure.message)
          ? { type: 'expired' }
          : { type: 'failed', failure };
      }
    },
  };
}
