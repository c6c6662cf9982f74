import { Kind, UnseenKind } from '@product-gateways/mesh';
import { Failure } from '../clusters/Failure';
import { resourceName } from './resourcePath';
import { planKinds } from './watchedKinds';
import { WatchState } from './watchState';

/** What is known of a cluster as a whole. */
export interface ClusterHealth {
  /**
   * `live`: every kind that the server has is being watched. `stale`: so it was, and the connection is lost. `partial`: a kind that
   * the server has is forbidden or failing. `forbidden`: nothing may be read. `unreachable`: nothing was ever read. Kinds that only
   * plans look at do not count: pages are complete without them.
   */
  state: 'live' | 'stale' | 'partial' | 'forbidden' | 'unreachable';
  /** When the server last said something about the kind that it was silent about for longest; absent: never. */
  heardAt?: number;
  missing: readonly MissingKind[];
  error?: Failure;
}

export interface MissingKind {
  /** `plural.group`. */
  kind: string;
  reason: UnseenKind['reason'];
  message: string;
  /** Pages are complete without it; plans of changes are not. */
  plansOnly?: true;
}

export type KindStates = readonly (readonly [Kind, WatchState])[];

/** Why a kind in this condition is missing. */
const reasons: Record<
  WatchState['condition'],
  MissingKind['reason'] | undefined
> = {
  live: undefined,
  forbidden: 'forbidden',
  absent: 'not-installed',
  failing: 'failing',
  pending: 'failing',
  lost: 'failing',
};

/** What is not said by a kind that was never read is unknown, which is not none. */
export function clusterHealth(kinds: KindStates): ClusterHealth {
  const states = kinds
    .filter(([kind]) => !isForPlansOnly(kind))
    .map(([, state]) => state);
  const having = (...conditions: WatchState['condition'][]) =>
    states.filter(({ condition }) => conditions.includes(condition));

  const lost = having('lost');
  const readable = having('live', 'lost');
  if (readable.length === 0) {
    const unknown = having('failing', 'pending');
    return {
      state: unknown.length === 0 ? 'forbidden' : 'unreachable',
      missing: missingKinds(kinds, ['forbidden', 'absent']),
      error: failureAmong(unknown.length === 0 ? states : unknown),
    };
  }

  const heardAt = Math.min(...readable.map(state => state.heardAt ?? 0));
  if (isConnectionLost(having('live'), lost)) {
    return {
      state: 'stale',
      heardAt,
      missing: missingKinds(kinds, ['forbidden', 'absent', 'failing']),
      error: failureAmong(lost),
    };
  }
  return {
    state:
      readable.length + having('absent').length === states.length &&
      lost.length === 0
        ? 'live'
        : 'partial',
    heardAt,
    missing: missingKinds(kinds, [
      'forbidden',
      'absent',
      'failing',
      'pending',
      'lost',
    ]),
  };
}

/** The kinds of which a snapshot must not be asked. Those that are lost are shown as they last were. */
export function unseenKinds(kinds: KindStates): UnseenKind[] {
  return kinds.flatMap(([{ group, kind }, { condition }]) => {
    const reason = condition === 'lost' ? undefined : reasons[condition];
    return reason ? [{ group, kind, reason }] : [];
  });
}

/**
 * A connection that broke for one kind is broken for all until one of them has been heard since: of a dead server the watches
 * find out one after the other. A server that answers, be it with an error, is there.
 */
function isConnectionLost(live: WatchState[], lost: WatchState[]): boolean {
  if (live.length === 0) return true;
  const lastHeard = Math.max(...live.map(state => state.heardAt ?? 0));
  return lost.some(
    ({ failure, lostAt = 0 }) => !failure?.answered && lostAt > lastHeard,
  );
}

function missingKinds(
  kinds: KindStates,
  conditions: WatchState['condition'][],
): MissingKind[] {
  return kinds.flatMap(([kind, state]) => {
    const { condition } = state;
    const reason = reasons[condition];
    const plansOnly = isForPlansOnly(kind) || undefined;
    if (!reason || !conditions.includes(condition)) return [];
    if (plansOnly && isUsual(condition)) return [];
    const name = resourceName(kind);
    const message = messageFor(name, state);
    return [{ kind: name, reason, message, ...(plansOnly && { plansOnly }) }];
  });
}

function isForPlansOnly(kind: Kind): boolean {
  return planKinds.includes(kind);
}

/** No news of a kind that pages do without: that it is not installed, as cert-manager often is not, or about to be read. */
function isUsual(condition: WatchState['condition']): boolean {
  return condition === 'absent' || condition === 'pending';
}

function messageFor(name: string, { condition, failure }: WatchState): string {
  switch (condition) {
    case 'forbidden':
      return `${
        failure?.message ?? 'Forbidden'
      }. Allow get, list and watch of ${name} in the reader's ClusterRole.`;
    case 'absent':
      return `The cluster does not have ${name}: the CRD is not installed.`;
    case 'pending':
      return `${name} is being read for the first time.`;
    default:
      return failure?.message ?? `${name} cannot be read.`;
  }
}

/** The connection's failure rather than the server's: it explains the others. */
function failureAmong(states: WatchState[]): Failure | undefined {
  const failures = states.flatMap(({ failure }) => failure ?? []);
  return failures.find(({ answered }) => !answered) ?? failures[0];
}
