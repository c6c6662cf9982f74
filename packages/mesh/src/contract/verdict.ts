import { Destination, Redirect, RouteMatch } from '../routing';
import { canonical, Effect, Entry, replacedBy, sharesOf } from './entries';
import { Verdict } from './ContractComparison';

export interface Judgement {
  readonly verdict: Verdict;
  /** What changed, where it is the policy. */
  readonly changes: readonly string[];
}

/** Where a redirect leads from the request that stands for the region. */
export interface Locations {
  readonly scheme: string;
  readonly before?: string;
  readonly after?: string;
}

/** What it means to callers that another entry answers them. */
export function judge(
  before: Entry | undefined,
  after: Entry | undefined,
  locations: Locations,
): Judgement {
  if (before?.effectKey === after?.effectKey) return unchanged;
  const [had, has] = [answers(before), answers(after)];
  if (!before || !after)
    return had || has
      ? verdict(had ? 'lost' : 'newly-reachable')
      : policy('response');
  if (
    before.effect.type === 'https-redirect' ||
    after.effect.type === 'https-redirect'
  )
    return policy('httpsRedirect');
  const [old, now] = [before.effect, after.effect].map(destinationsOf);
  if (had !== has || isMissing(old, now) || isMissing(now, old))
    return verdict(
      (had && !has) || isMissing(old, now) ? 'lost' : 'newly-reachable',
    );
  const [oldShares, newShares] = [old, now].map(sharesOf);
  if (!equal(Object.keys(oldShares).sort(), Object.keys(newShares).sort()))
    return verdict('service-changed');
  if (!equal(oldShares, newShares)) return verdict('weight-changed');
  const changes = [
    ...responseChanges(before, after, locations),
    ...policyChanges(before, after),
  ];
  return changes.length > 0 ? policy(...changes) : unchanged;
}

const unchanged: Judgement = { verdict: 'same', changes: [] };

const verdict = (what: Verdict): Judgement => ({ verdict: what, changes: [] });

const policy = (...changes: string[]): Judgement => ({
  verdict: 'policy-changed',
  changes,
});

const equal = (a: unknown, b: unknown) => canonical(a) === canonical(b);

/** Whether somebody is there to answer. Of services of which nothing is known we believe it: a git tree may hold routes alone. */
function answers(entry: Entry | undefined): boolean {
  if (!entry) return false;
  return entry.effect.type !== 'direct-response' || entry.effect.status < 500;
}

const destinationsOf = (effect: Effect): readonly Destination[] =>
  effect.type === 'route' || effect.type === 'tcp' ? effect.destinations : [];

/** Whether one that was there is not there any more, or all are gone. */
function isMissing(
  before: readonly Destination[],
  after: readonly Destination[],
): boolean {
  const there = before.filter(({ exists }) => exists);
  const gone = after.filter(({ exists }) => !exists);
  if (there.length === 0 || gone.length === 0) return false;
  return (
    gone.length === after.length ||
    gone.some(({ cluster }) => there.some(old => old.cluster === cluster))
  );
}

function responseChanges(
  { effect: old, match: oldMatch }: Entry,
  { effect: now, match }: Entry,
  { scheme, before, after }: Locations,
): string[] {
  if (old.type === 'redirect' && now.type === 'redirect') {
    const same =
      equal(
        withoutPath(old.redirect, scheme),
        withoutPath(now.redirect, scheme),
      ) &&
      before === after &&
      replacesSame(oldMatch, match, old.redirect.path?.type === 'prefix');
    return same ? [] : ['redirect'];
  }
  const response = ({ policy: _policy, ...rest }: Effect) => rest;
  // The same services, but one side reads HTTP and the other passes bytes on.
  if ([old.type, now.type].sort().join() === 'route,tcp') return ['protocol'];
  const told = isTold(old) || isTold(now);
  return told && !equal(response(old), response(now)) ? ['response'] : [];
}

const isTold = ({ type }: Effect) =>
  type === 'redirect' || type === 'direct-response';

const withoutPath = (
  { status, host, port, scheme: stated }: Redirect,
  scheme: string,
) => ({ status, host, port, scheme: stated ?? scheme });

/** The same prefix replaced: what one request shows holds for all, save where one side replaces the whole path. */
function replacesSame(
  before: RouteMatch,
  after: RouteMatch,
  ofPrefix: boolean,
): boolean {
  if (!ofPrefix) return true;
  const [old, now] = [replacedBy(before), replacedBy(after)];
  return (old === 'all') === (now === 'all') || [before, after].some(isOnePath);
}

const isOnePath = ({ path }: RouteMatch) => path?.type === 'exact';

function policyChanges(before: Entry, after: Entry): string[] {
  const [old, now] = [before.effect.policy, after.effect.policy];
  const fields = [
    'rewrite',
    'timeout',
    'retries',
    'cors',
    'headers',
    'fault',
  ] as const;
  return [
    ...fields.filter(
      field =>
        !equal(old[field], now[field]) ||
        (field === 'rewrite' && old.rewrite && !rewritesSame(before, after)),
    ),
    ...(equal(sharesOf(old.mirrors ?? []), sharesOf(now.mirrors ?? []))
      ? []
      : ['mirrors']),
  ];
}

/** An equal rewrite means the same where it replaces as much of the path. */
function rewritesSame({ match: before }: Entry, { match: after }: Entry) {
  const [old, now] = [replacedBy(before), replacedBy(after)];
  if (old === now) return true;
  const exact = [before, after].find(isOnePath)?.path?.value.length;
  return (
    exact !== undefined &&
    [old, now].every(size => size === 'all' || size === exact)
  );
}
