import { keyOf, Source } from '../resources';
import { memoised } from '../snapshot';
import {
  Destination,
  Redirect,
  Route,
  RouteMatch,
  RoutePolicy,
} from '../routing';
import { orderClassOf } from './creationOrder';
import { Predicate, predicatesOf } from './predicates';

/** What one side does with the requests that meet a match, if nothing before it takes them. */
export interface Entry {
  readonly match: RouteMatch;
  readonly predicates: ReadonlyMap<string, readonly Predicate[]>;
  readonly effect: Effect;
  readonly source: Source;
  /** Absent: no route is asked. */
  readonly route?: Route;
  readonly objectKey: string;
  /** Entries of different objects with the same class stand in an order that the objects' ages give. */
  readonly orderClass?: string;
  /** Equal where the effect is equal for every request. */
  readonly effectKey: string;
  /** Equal where nothing that counts for a comparison differs. */
  readonly key: string;
}

export type Effect =
  | {
      readonly type: 'route' | 'tcp';
      readonly destinations: readonly Destination[];
      readonly policy: RoutePolicy;
    }
  | {
      readonly type: 'redirect';
      readonly redirect: Redirect;
      readonly policy: RoutePolicy;
    }
  | {
      readonly type: 'direct-response';
      readonly status: number;
      readonly body?: string;
      readonly policy: RoutePolicy;
    }
  /** A server's httpsRedirect. */
  | { readonly type: 'https-redirect'; readonly policy: RoutePolicy };

/** A route, or what a whole server or connection does. Most entries are never looked at: what costs time is made when it is asked for. */
export function entryOf(effect: Effect, source: Source, route?: Route): Entry {
  const { match = everything, decidedBy } = route ?? {};
  const objectKey = keyOf(decidedBy ?? source.object);
  const orderClass = route && orderClassOf(route);
  return {
    match,
    effect,
    source,
    route,
    objectKey,
    orderClass,
    get predicates() {
      return predicatesByPart(this);
    },
    get effectKey() {
      return effectKeyOf(this);
    },
    get key() {
      return keyOfEntry(this);
    },
  };
}

const predicatesByPart = memoised(({ match }: Pick<Entry, 'match'>) => {
  const parts = new Map<string, Predicate[]>();
  for (const predicate of predicatesOf(match)) {
    const others = parts.get(predicate.part);
    if (others) others.push(predicate);
    else parts.set(predicate.part, [predicate]);
  }
  return parts;
});

const keyOfEntry = memoised(
  ({ match, effectKey, objectKey, orderClass }: Omit<Entry, 'key'>) =>
    JSON.stringify([match, effectKey, objectKey, orderClass]),
);

export function entryOfRoute(route: Route): Entry {
  const { source, matchPath } = route;
  return entryOf(
    effectOf(route),
    { ...source, path: matchPath ?? source.path },
    route,
  );
}

const everything: RouteMatch = { headers: [], query: [] };

function effectOf({ action, policy }: Route): Effect {
  switch (action.type) {
    case 'redirect':
      return { type: 'redirect', redirect: action, policy };
    default:
      return { ...action, policy };
  }
}

const effectKeyOf = memoised(
  ({ effect, match }: Pick<Entry, 'effect' | 'match'>): string => {
    switch (effect.type) {
      case 'route':
      case 'tcp': {
        const { type, destinations, policy } = effect;
        return canonical([
          type,
          sharesOf(destinations),
          policyKey(policy, match),
        ]);
      }
      case 'redirect': {
        const { redirect, policy } = effect;
        const replaced =
          redirect.path?.type === 'prefix' ? replacedBy(match) : undefined;
        return canonical([
          'redirect',
          redirect,
          replaced,
          policyKey(policy, match),
        ]);
      }
      default:
        return canonical([effect, policyKey(effect.policy, match)]);
    }
  },
);

const policyKey = (
  { mirrors = [], ...policy }: RoutePolicy,
  match: RouteMatch,
) => [
  policy,
  sharesOf(mirrors),
  policy.rewrite ? replacedBy(match) : undefined,
];

/** What a rewrite of the matched part replaces: so many characters, or the whole path. */
export function replacedBy({ path }: RouteMatch): number | 'all' {
  if (!path) return 1;
  return path.type === 'prefix' || path.type === 'segments'
    ? path.value.length
    : 'all';
}

/** In percent by cluster; what is missing counts apart. */
export function sharesOf(
  destinations: readonly Destination[],
): Readonly<Record<string, number>> {
  const shares = new Map<string, number>();
  for (const { cluster, weight, exists } of destinations) {
    const key = exists ? cluster : `missing ${cluster}`;
    shares.set(key, (shares.get(key) ?? 0) + weight);
  }
  return Object.fromEntries(
    [...shares].map(([key, weight]) => [key, Math.round(weight * 1e6) / 1e6]),
  );
}

/** Equal text for equal values, in whatever order their fields stand. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : part,
  );
}
