import { Failure } from '../clusters/Failure';
import { WatchEvent } from './WatchEvent';
import { delayBefore, next, unread, WatchState } from './watchState';

const seconds = (count: number) => count * 1000;
const minutes = (count: number) => seconds(60 * count);

const served: WatchEvent = { type: 'served', version: 'v1' };
const listed: WatchEvent = {
  type: 'listed',
  objects: [],
  resourceVersion: '10',
};
const opened: WatchEvent = { type: 'opened' };
const bookmark: WatchEvent = { type: 'bookmark', resourceVersion: '20' };
const expired: WatchEvent = { type: 'expired' };
const malformed: WatchEvent = { type: 'malformed', message: 'no event' };
const ended: WatchEvent = { type: 'ended' };
const absent: WatchEvent = { type: 'absent' };

const failed = (code: string, more: Partial<Failure> = {}): WatchEvent => ({
  type: 'failed',
  failure: { code, message: code, answered: /^\d/.test(code), ...more },
});

/** The state after events, each with the seconds that passed before it. */
function after(...steps: (WatchEvent | number)[]): WatchState {
  let now = 0;
  let state = unread;
  for (const step of steps) {
    if (typeof step === 'number') now += seconds(step);
    else state = next(state, step, now);
  }
  return state;
}

/** The longest and the shortest delay that chance can make of a state. */
const delays = (state: WatchState) =>
  [0, 0.999999].map(chance => Math.round(delayBefore(state, () => chance)));

const live = [served, listed, opened];

describe('what to ask next', () => {
  it.each<[string, WatchState, Partial<WatchState>]>([
    [
      'at first: which version there is',
      unread,
      { next: 'discover', condition: 'pending' },
    ],
    [
      'then a list',
      after(served),
      { next: 'list', version: 'v1', condition: 'pending' },
    ],
    [
      'then a watch from where the list stands',
      after(served, listed),
      { next: 'watch', resourceVersion: '10' },
    ],
    ['a watch that stands is live', after(...live), { condition: 'live' }],
    [
      'bookmarks move the place',
      after(...live, bookmark),
      { resourceVersion: '20' },
    ],
    [
      'a watch that ends goes on from there',
      after(...live, bookmark, 300, ended),
      { next: 'watch', resourceVersion: '20', condition: 'live' },
    ],
    [
      '410: a new list, and what is known stays',
      after(...live, expired),
      { next: 'list', resourceVersion: undefined, condition: 'live' },
    ],
    [
      'not an event: a new list',
      after(...live, malformed),
      { next: 'list', condition: 'live' },
    ],
    [
      'the connection breaks: go on from there',
      after(...live, bookmark, failed('ECONNRESET')),
      { next: 'watch', resourceVersion: '20', condition: 'lost' },
    ],
    [
      '429: go on from there',
      after(...live, ended, failed('429')),
      { next: 'watch', resourceVersion: '10' },
    ],
    [
      '500: go on from there',
      after(...live, ended, failed('500')),
      { next: 'watch', condition: 'lost' },
    ],
    [
      'a list fails: it was never read',
      after(served, failed('ECONNREFUSED')),
      { next: 'list', condition: 'failing' },
    ],
    [
      'a new list fails: what is known may be out of date',
      after(...live, expired, failed('503')),
      { next: 'list', condition: 'lost' },
    ],
    [
      '401: with a new credential',
      after(...live, failed('401')),
      { next: 'watch', renewCredential: true, condition: 'lost' },
    ],
    [
      '401, then let in',
      after(...live, failed('401'), opened),
      { renewCredential: false, condition: 'live' },
    ],
    [
      '403: nothing of it is kept',
      after(...live, ended, failed('403')),
      { next: 'list', condition: 'forbidden', heardAt: undefined },
    ],
    [
      '403, then the network: not shown as lost',
      after(...live, failed('403'), failed('ECONNRESET')),
      { condition: 'failing' },
    ],
    [
      '404: look again which version there is',
      after(...live, ended, failed('404')),
      { next: 'discover', version: undefined },
    ],
    [
      'the CRD is not installed',
      after(absent),
      { next: 'discover', condition: 'absent' },
    ],
    [
      'the CRD is removed',
      after(...live, failed('404'), absent),
      { next: 'discover', condition: 'absent' },
    ],
    [
      'the CRD is installed',
      after(absent, 5, served),
      { next: 'list', failures: 0 },
    ],
    [
      'after ten hours: a new list, as a net',
      after(...live, 36_001, ended),
      { next: 'list', condition: 'live' },
    ],
  ])('%s', (_, state, expected) => expect(state).toMatchObject(expected));

  it('knows since when it is lost', () => {
    const state = after(...live, 60, failed('SILENT'), 10, failed('SILENT'));
    expect(state).toMatchObject({ heardAt: 0, lostAt: seconds(60) });
    expect(next(state, opened, minutes(5)).lostAt).toBeUndefined();
  });
});

describe('how long to wait before', () => {
  it.each<[string, WatchState, [number, number]]>([
    ['list after discovery', after(served), [0, 0]],
    ['the next watch after a healthy one', after(...live, 300, ended), [0, 0]],
    [
      'the next watch after a healthy one was cut',
      after(...live, 20, failed('ECONNRESET')),
      [600, 1000],
    ],
    ['a watch that ended at once', after(...live, ended), [600, 1000]],
    [
      'the second attempt',
      after(served, failed('500'), failed('500')),
      [1200, 2000],
    ],
    [
      'the twentieth attempt',
      after(served, ...Array(20).fill(failed('500'))),
      [18_000, 30_000],
    ],
    [
      'a list after 410 on a healthy watch',
      after(...live, 60, expired),
      [0, 0],
    ],
    [
      'a list after 410 on 410',
      after(...live, expired, listed, opened, expired),
      [1200, 2000],
    ],
    ['a refused credential, once', after(...live, 300, failed('401')), [0, 0]],
    [
      'a refused credential, again',
      after(...live, 300, failed('401'), failed('401')),
      [1200, 2000],
    ],
    [
      'what the server asks for',
      after(...live, ended, failed('429', { retryAfter: seconds(7) })),
      [7000, 8750],
    ],
    ['a forbidden kind', after(served, failed('403')), [3750, 6250]],
    [
      'a kind forbidden for long',
      after(served, ...Array(9).fill(failed('403'))),
      [18_000, 30_000],
    ],
    ['a CRD that is not there', after(absent), [3750, 6250]],
    [
      'a CRD that is not there for long',
      after(...Array(9).fill(absent)),
      [36_000, 60_000],
    ],
  ])('%s', (_, state, expected) => expect(delays(state)).toEqual(expected));

  it('is short again after a healthy watch, and stays so behind a proxy that cuts idle connections', () => {
    const bad = after(...live, ...Array(9).fill(failed('ECONNREFUSED')));
    let state = next(bad, opened, 0);
    for (const at of [20, 40, 60]) {
      state = next(state, failed('ECONNRESET'), seconds(at));
      expect(delays(state)).toEqual([600, 1000]);
      state = next(state, opened, seconds(at));
    }
  });
});
