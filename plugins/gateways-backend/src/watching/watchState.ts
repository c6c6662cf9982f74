import { Failure } from '../clusters/Failure';
import { WatchEvent } from './WatchEvent';

/**
 * What is known of one kind in one cluster, and what to ask the server next. The rules are those of client-go's reflector:
 * https://github.com/kubernetes/client-go/blob/master/tools/cache/reflector.go
 *
 * Times are milliseconds of a clock that never jumps.
 */
export interface WatchState {
  readonly next: 'discover' | 'list' | 'watch';
  readonly condition: Condition;
  /** The version of the kind that the server has. */
  readonly version?: string;
  /** Up to where we know what happened; the watch goes on from there. */
  readonly resourceVersion?: string;
  /** When the server last said something about the kind. */
  readonly heardAt?: number;
  /** When the connection was lost that has not come back since. */
  readonly lostAt?: number;
  /** When the watch that now stands was opened. */
  readonly openedAt?: number;
  /** After this the kind is listed anew, as a net under everything else. */
  readonly relistAt?: number;
  /** How often in a row what was asked was not had. */
  readonly failures: number;
  readonly failure?: Failure;
  /** The remembered credential was refused and must not be used again. */
  readonly renewCredential: boolean;
}

export type Condition =
  /** Not read yet. */
  | 'pending'
  /** Listed, and a watch stands or is about to be renewed. */
  | 'live'
  /** It was live; what is known may be out of date. */
  | 'lost'
  /** It could not be read yet. */
  | 'failing'
  | 'forbidden'
  | 'absent';

export const unread: WatchState = {
  next: 'discover',
  condition: 'pending',
  failures: 0,
  renewCredential: false,
};

/** A watch that stood this long was healthy: what ended it is no reason to wait before the next. */
const HEALTHY_AFTER = 5_000;
const RELIST_AFTER = 10 * 3600_000;

/** Whoever has just granted the role is waiting for it; a CRD is installed once in a cluster's life. */
const RECHECK = { first: 5_000, forbidden: 24_000, absent: 48_000 };

export function next(
  state: WatchState,
  event: WatchEvent,
  now: number,
): WatchState {
  switch (event.type) {
    case 'served':
      return {
        ...state,
        next: 'list',
        version: event.version,
        failures: state.condition === 'absent' ? 0 : state.failures,
      };
    case 'absent':
      return {
        ...unread,
        condition: 'absent',
        failures: state.condition === 'absent' ? state.failures + 1 : 1,
      };
    case 'listed':
      return {
        ...state,
        next: 'watch',
        resourceVersion: event.resourceVersion,
        heardAt: now,
        relistAt: now + RELIST_AFTER,
        renewCredential: false,
      };
    case 'opened':
      return {
        ...state,
        condition: 'live',
        heardAt: now,
        lostAt: undefined,
        openedAt: now,
        failure: undefined,
        renewCredential: false,
      };
    case 'changed':
    case 'bookmark':
      return {
        ...state,
        resourceVersion: event.resourceVersion,
        heardAt: now,
        failures: 0,
      };
    case 'expired':
    case 'malformed':
      return relist(closed(state, now));
    case 'failed':
      return failed(closed(state, now), event.failure, now);
    case 'ended': {
      const ended = closed(state, now);
      if (now >= (state.relistAt ?? Infinity)) return relist(ended);
      return ended;
    }
    default:
      return state;
  }
}

/** Milliseconds to wait before the next request. `random` is in [0, 1). */
export function delayBefore(state: WatchState, random: () => number): number {
  const { condition, failures, failure } = state;
  const jitter = 0.75 + random() / 2;
  if (failures === 0) return 0;
  if (failure?.retryAfter !== undefined)
    return failure.retryAfter * (1 + random() / 4);
  if (condition === 'absent' || condition === 'forbidden') {
    const longest = RECHECK[condition];
    return Math.min(RECHECK.first * 2 ** (failures - 1), longest) * jitter;
  }
  if (state.renewCredential && failures === 1) return 0;
  return Math.min(800 * 2 ** (failures - 1), 24_000) * jitter;
}

/** No watch stands any more. One that was healthy wipes out what went wrong before it. */
function closed(state: WatchState, now: number): WatchState {
  const { openedAt, failures } = state;
  const healthy = openedAt !== undefined && now - openedAt >= HEALTHY_AFTER;
  return {
    ...state,
    openedAt: undefined,
    failures: healthy ? 0 : failures + 1,
  };
}

/** What is known stays until the new list is complete: nothing is ever deleted because a list failed. */
function relist(state: WatchState): WatchState {
  return { ...state, next: 'list', resourceVersion: undefined };
}

function failed(state: WatchState, failure: Failure, now: number): WatchState {
  const lost: WatchState = {
    ...state,
    condition: state.heardAt === undefined ? 'failing' : 'lost',
    failures: Math.max(state.failures, 1),
    lostAt: state.lostAt ?? now,
    failure,
  };
  switch (failure.code) {
    case '401':
      return { ...lost, renewCredential: true };
    case '403':
      // What may not be read now must not be shown any longer either: it counts as never read.
      return { ...relist(lost), condition: 'forbidden', heardAt: undefined };
    case '404':
      // The CRD or this version of it is gone; discovery says which.
      return { ...relist(lost), next: 'discover', version: undefined };
    default:
      return lost;
  }
}
