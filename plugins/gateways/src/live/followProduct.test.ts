import { ProductGateways } from '@product-gateways/backstage-plugin-gateways-common';
import { ownView, sharedView } from '../__testUtils__/sampleViews';
import { followProduct } from './followProduct';
import { ProductGatewaysEvent } from './productGatewaysState';

/** A product that is followed, with reads that the test answers one by one. */
function follow(options: { pause?: number } = {}) {
  const log: string[] = [];
  const events: ProductGatewaysEvent[] = [];
  const reads: {
    answer(view: ProductGateways): void;
    refuse(error: Error): void;
  }[] = [];
  let tick = () => {};
  const ended = new AbortController();

  const done = followProduct(
    {
      subscribe: onTick => {
        log.push('subscribe');
        tick = onTick;
        return () => log.push('unsubscribe');
      },
      read: () => {
        log.push('read');
        return new Promise((answer, refuse) => reads.push({ answer, refuse }));
      },
      pauseAfter: () => options.pause ?? 60_000,
      dispatch: event => events.push(event),
    },
    ended.signal,
  );
  return {
    log,
    events,
    reads,
    done,
    tick: () => tick(),
    stop: () => ended.abort(),
  };
}

/** Lets everything that is already due happen. */
const settle = () => jest.advanceTimersByTimeAsync(0);

describe('followProduct', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('listens before it reads', () => {
    const { log, stop } = follow();
    expect(log).toEqual(['subscribe', 'read']);
    stop();
  });

  it('makes any number of ticks during a read into one more read', async () => {
    const { log, reads, tick, stop } = follow();

    tick();
    tick();
    tick();
    expect(log.filter(entry => entry === 'read')).toHaveLength(1);
    reads[0].answer(sharedView);
    await settle();
    reads[1].answer(ownView);
    await settle();

    expect(log.filter(entry => entry === 'read')).toHaveLength(2);
    stop();
  });

  it('reads again at a tick', async () => {
    const { events, reads, tick, stop } = follow();
    reads[0].answer(sharedView);
    await settle();

    tick();
    await settle();
    reads[1].answer(ownView);
    await settle();

    expect(events).toMatchObject([
      { type: 'answered', view: { revision: sharedView.revision } },
      { type: 'answered', view: { revision: ownView.revision } },
    ]);
    stop();
  });

  it('asks again by itself, also after a failure', async () => {
    const { events, reads, stop } = follow({ pause: 5_000 });
    reads[0].refuse(new Error('The backend does not answer.'));
    await settle();

    await jest.advanceTimersByTimeAsync(4_999);
    expect(reads).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);

    expect(reads).toHaveLength(2);
    expect(events).toEqual([
      {
        type: 'refused',
        failure: { kind: 'other', reason: 'The backend does not answer.' },
      },
    ]);
    stop();
  });

  it('says nothing more once it is stopped', async () => {
    const { log, events, reads, done, stop } = follow();

    stop();
    reads[0].answer(sharedView);
    await done;

    expect(events).toEqual([]);
    expect(log).toEqual(['subscribe', 'read', 'unsubscribe']);
  });
});
