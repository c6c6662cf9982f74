import { Kind } from '@product-gateways/mesh';
import { Clock } from './Clock';
import { WatchEvent } from './WatchEvent';
import { delayBefore, next, unread, WatchState } from './watchState';

/** Where the events of a kind come from. Failures are events too; it ends without an error when the signal is aborted. */
export interface Source {
  events(
    kind: Kind,
    state: WatchState,
    signal: AbortSignal,
  ): AsyncIterable<WatchEvent>;
}

export interface Watching {
  source: Source;
  accept(kind: Kind, event: WatchEvent, state: WatchState): void;
  clock: Clock;
  random(): number;
}

/** All kinds of all clusters begin at once; spread over this, servers are not hit by all of them in one moment. */
const START_WITHIN = 300;

/** Lists and watches one kind of one cluster until the signal is aborted. All decisions are in {@link next} and {@link delayBefore}. */
export async function watchKind(
  kind: Kind,
  { source, accept, clock, random }: Watching,
  signal: AbortSignal,
): Promise<void> {
  let state = unread;
  await clock.sleep(random() * START_WITHIN, signal);
  while (!signal.aborted) {
    for await (const event of source.events(kind, state, signal)) {
      state = next(state, event, clock.now());
      accept(kind, event, state);
    }
    await clock.sleep(delayBefore(state, random), signal);
  }
}
