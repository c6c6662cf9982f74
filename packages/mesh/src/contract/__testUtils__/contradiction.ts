import {
  Decision,
  GatewayWorkload,
  gatewaysOf,
  Request,
  resolveAt,
  RoutePolicy,
} from '../../routing';
import { mostSpecific } from '../../routing/hosts';
import { hostOf, matchedRequest } from '../../routing/requests/answer';
import { matches } from '../../routing/requests/match';
import { ObjectRef } from '../../resources';
import { Snapshot } from '../../snapshot';
import {
  ContractComparison,
  HostContract,
  Region,
} from '../ContractComparison';
import { canonical, sharesOf } from '../entries';

/** What a comparison says of a request, if that is not what both sides do with it. */
export function contradiction(
  { contracts }: ContractComparison,
  before: Snapshot,
  after: Snapshot,
  request: Request & { readonly gatewayId: string },
): string | undefined {
  const [old, now] = [before, after].map(snapshot =>
    decide(snapshot, request.gatewayId, request),
  );
  if ([old, now].every(decided => !isAnswered(decided))) return undefined;
  const isTcp = [old, now].some(({ outcome }) => outcome === 'tcp');
  if (!isTcp && namesTwoHosts(request)) return undefined;
  const contract = contractOf(contracts, request);
  const told = (contract?.regions ?? []).filter(
    region => region.verdict !== 'shadowed' && contains(region, request),
  );
  const differ = tell(old) !== tell(now);
  const changed = told.filter(
    ({ verdict }) => verdict !== 'depends-on-creation-order',
  );
  if (differ && changed.length === 0 && !contract?.undecidable.length)
    return `${tell(old)} → ${tell(now)} is not told`;
  const wrong = changed.find(region => !agrees(region, old, now));
  return (
    wrong &&
    `${wrong.sentence}, yet ${tell(old)} → ${tell(now)} of ${
      wrong.condition.text
    }`
  );
}

/** A region whose witness is answered otherwise than it says, or does not lie in it. */
export function falseWitness(
  { contracts }: ContractComparison,
  before: Snapshot,
  after: Snapshot,
): string | undefined {
  for (const { gateways, regions } of contracts)
    for (const region of regions) {
      const { witness } = region;
      const was = decide(before, gateways.before, witness);
      const is = decide(after, gateways.after, witness);
      const honest =
        tell(was) === tell({ ...was, ...region.before }) &&
        tell(is) === tell({ ...is, ...region.after }) &&
        agrees(region, was, is) &&
        (region.verdict === 'shadowed' || contains(region, witness));
      if (!honest)
        return `${JSON.stringify(witness)}: ${region.sentence}, ${
          region.condition.text
        }, yet ${tell(was)} → ${tell(is)}`;
    }
  return undefined;
}

/** A region that is said to depend on the age of two objects, though its answer stays when they are as old as each other the other way. */
export function falseTie(
  { contracts }: ContractComparison,
  after: Snapshot,
): string | undefined {
  for (const { gateways, regions } of contracts)
    for (const { ties, after: answer, witness, sentence } of regions) {
      const [tie] = ties;
      if (!tie || !answer.decidedBy) continue;
      const flipped = after
        .with(madeIn(after, tie.object, 2020))
        .with(madeIn(after, answer.decidedBy, 2030));
      const is = tell(decide(after, gateways.after, witness));
      const other = tell(decide(flipped, gateways.after, witness));
      if (is === other)
        return `${JSON.stringify(witness)}: ${sentence}, yet it stays`;
    }
  return undefined;
}

function madeIn(snapshot: Snapshot, ref: ObjectRef, year: number) {
  const object = snapshot.get(ref);
  const creationTimestamp = `${year}-01-01T00:00:00Z`;
  return { ...object, metadata: { ...object?.metadata, creationTimestamp } };
}

const nowhere: Pick<Decision, 'outcome' | 'destinations'> & Partial<Decision> =
  { outcome: 'no-listener', destinations: [] };

function decide(snapshot: Snapshot, id: string | undefined, request: Request) {
  const gateway: GatewayWorkload | undefined = gatewaysOf(snapshot).find(
    each => each.id === id,
  );
  return gateway ? resolveAt(snapshot, gateway, request) : nowhere;
}

/** Clients of a host name it in TLS as in HTTP; what others meet is no part of its contract. */
const namesTwoHosts = ({ sni, host }: Request) =>
  sni !== undefined && sni.toLowerCase() !== hostOf(host);

function contractOf(
  contracts: readonly HostContract[],
  { gatewayId, port, tls, sni, host }: Request & { readonly gatewayId: string },
): HostContract | undefined {
  const named = sni === undefined ? 'tls-without-sni' : 'tls';
  const transport = tls ? named : 'plaintext';
  const here = contracts.filter(
    ({ gateways, ...each }) =>
      (gateways.before ?? gateways.after) === gatewayId && each.port === port,
  );
  const at = (wanted: string) =>
    mostSpecific(
      new Map(
        here
          .filter(each => each.transport === wanted)
          .map(each => [each.host, each]),
      ),
      sni?.toLowerCase() ?? hostOf(host),
    );
  return (
    at(transport) ?? (transport === 'tls-without-sni' ? at('tls') : undefined)
  );
}

function contains({ condition: { all, except } }: Region, request: Request) {
  const matched = matchedRequest(request);
  return (
    all.every(match => matches(match, matched)) &&
    !except.some(match => matches(match, matched))
  );
}

type Decided = ReturnType<typeof decide>;

const fails = (decided: Partial<Decided>) => {
  const { outcome, status = 0, destinations = [] } = decided;
  return (
    !isAnswered(decided) ||
    (outcome === 'direct-response' && status >= 500) ||
    destinations.some(({ exists }) => !exists)
  );
};

const isAnswered = ({ outcome = 'no-route' }: Partial<Decided>) =>
  ['route', 'tcp', 'redirect', 'direct-response'].includes(outcome);

const clusters = ({ destinations }: Decided) =>
  canonical(Object.keys(sharesOf(destinations)).sort());

function agrees({ verdict, changes }: Region, old: Decided, now: Decided) {
  switch (verdict) {
    case 'lost':
      return fails(now);
    case 'newly-reachable':
      return fails(old);
    case 'service-changed':
      return clusters(old) !== clusters(now);
    case 'weight-changed':
      return clusters(old) === clusters(now) && tell(old) !== tell(now);
    case 'policy-changed':
      return (
        tell(old) !== tell(now) ||
        changes.some(change =>
          ['redirect', 'httpsRedirect', 'rewrite'].includes(change),
        )
      );
    case 'depends-on-creation-order':
      return tell(old) === tell(now);
    default:
      return true;
  }
}

/** What counts of a decision: without the steps, and alike for all ways not to be answered. */
function tell(decision: Partial<Decided> & { policy?: RoutePolicy }): string {
  const {
    outcome = 'no-route',
    status,
    location,
    destinations = [],
    route,
  } = decision;
  const policy = decision.policy ?? route?.policy ?? {};
  return isAnswered(decision)
    ? canonical([outcome, status, location, sharesOf(destinations), policy])
    : 'not answered';
}
