import { Source } from '../../resources';
import { Snapshot } from '../../snapshot';
import { integer, specOf } from '../fields';
import { Destination } from '../model';
import {
  FailoverOrder,
  FailoverProblem,
  FailoverProblemCode,
} from './EndpointGroup';
import { Locality, writeLocality } from './Locality';
import { LocalitySetting } from './localitySetting';
import { MeshEndpoint } from './MeshEndpoint';
import { EndpointPolicy } from './trafficPolicy';

interface Ordered extends Pick<FailoverOrder, 'mode' | 'groups'> {
  readonly destination: Destination;
  readonly endpoints: readonly MeshEndpoint[];
  readonly policy: EndpointPolicy;
  readonly setting: LocalitySetting | undefined;
  readonly locality: Locality;
}

/** What of a destination's settings does not do what it seems to, or does harm. */
export function failoverProblems(
  snapshot: Snapshot,
  order: Ordered,
): readonly FailoverProblem[] {
  const { service } = order.destination;
  if (!service) return [];
  const source: Source = order.setting?.source ?? { object: service, path: '' };
  const tell = (
    code: FailoverProblemCode,
    message: string | undefined | false,
    at = source,
  ): FailoverProblem[] => (message ? [{ code, source: at, message }] : []);
  return [
    ...tell('no-ready-endpoint', withoutEndpoints(order), {
      object: service,
      path: '',
    }),
    ...tell('no-outlier-detection', withoutOutlierDetection(order)),
    ...tell(
      'ejection-limit',
      ejectionLimit(order),
      order.policy.outlierDetection?.source,
    ),
    ...dnsProblems(snapshot, order, tell),
    ...distributeProblems(order, tell),
    ...localityProblems(order, tell),
  ];
}

type Tell = (
  code: FailoverProblemCode,
  message: string | undefined | false,
) => FailoverProblem[];

function withoutEndpoints({ endpoints, destination: { host } }: Ordered) {
  if (endpoints.some(({ ready }) => ready)) return undefined;
  return endpoints.length === 0
    ? `${host} has no endpoint: requests fail with 503`
    : `None of ${endpoints.length} endpoints of ${host} is ready: requests fail with 503`;
}

const statesFailover = ({ failover, failoverPriority }: LocalitySetting) =>
  failover.length > 0 || failoverPriority.length > 0;

function withoutOutlierDetection({ setting, policy, mode }: Ordered) {
  return (
    mode === 'alike' &&
    setting?.source &&
    setting.distribute.length === 0 &&
    !policy.outlierDetection &&
    'Without outlierDetection for this port and subset, requests go to endpoints of all localities alike and nothing fails over: add it beside loadBalancer'
  );
}

/** Envoy ejects 10 % of the endpoints where nobody says more. */
function ejectionLimit({ mode, groups, endpoints, policy }: Ordered) {
  if (mode !== 'failover' || groups.length < 2 || !policy.outlierDetection)
    return undefined;
  const limit =
    integer(policy.outlierDetection.policy.maxEjectionPercent) || 10;
  const first = groups[0].endpoints.length;
  const ejected = Math.floor((endpoints.length * limit) / 100);
  return (
    ejected < first &&
    `maxEjectionPercent ${limit} ejects at most ${ejected} of ${
      endpoints.length
    } endpoints, so not all ${first} of ${placesOf(
      groups[0].localities,
    )} when they fail: set it to 100`
  );
}

/** See istio/istio#61857, and cluster_builder.go: only a DNS cluster without subset is given what failoverPriority needs. */
function dnsProblems(
  snapshot: Snapshot,
  { destination, policy, setting, endpoints }: Ordered,
  tell: Tell,
): FailoverProblem[] {
  const { service, subset } = destination;
  const object = service && snapshot.get(service);
  const isDns =
    object?.kind === 'ServiceEntry' &&
    String(specOf(object).resolution).startsWith('DNS');
  if (!isDns || !setting || setting.failoverPriority.length === 0) return [];
  if (setting.distribute.length > 0) return [];
  if (!policy.outlierDetection && !setting.forced) return [];
  if (subset)
    return tell(
      'dns-subset-failover-priority',
      `istiod ignores failoverPriority for subset ${subset}, since ${destination.host} is looked up by DNS: use failover, or resolution STATIC`,
    );
  const places = new Set(
    endpoints.map(({ locality }) => writeLocality(locality)),
  );
  return tell(
    'dns-failover-priority',
    places.size > 1 &&
      `failoverPriority for endpoints of ${places.size} localities that are looked up by DNS makes istiod crash (istio/istio#61857): use failover, or resolution STATIC`,
  );
}

function distributeProblems(
  { mode, groups, endpoints, setting }: Ordered,
  tell: Tell,
): FailoverProblem[] {
  if (mode !== 'distribute' || !setting) return [];
  const kept = new Set(groups.flatMap(group => group.endpoints));
  const dropped = endpoints.filter(endpoint => !kept.has(endpoint));
  return [
    ...tell(
      'distribute-without-failover',
      statesFailover(setting) &&
        'distribute takes the place of failover: state one of them',
    ),
    ...tell(
      'distribute-drops-endpoints',
      dropped.length > 0 &&
        `distribute leaves out ${placesOf(
          dropped.map(({ locality }) => writeLocality(locality)),
        )}: ${count(
          dropped.length,
        )} there get nothing, even when all others fail`,
    ),
  ];
}

function localityProblems(
  { mode, locality, endpoints }: Ordered,
  tell: Tell,
): FailoverProblem[] {
  if (mode === 'alike' || endpoints.length < 2) return [];
  const unknown = endpoints.filter(each => writeLocality(each.locality) === '');
  return [
    ...tell(
      'client-locality-unknown',
      writeLocality(locality) === '' &&
        'Where the client runs is not known, so that no endpoint counts as near',
    ),
    ...tell(
      'endpoint-locality-unknown',
      unknown.length > 0 &&
        `${count(unknown.length)} without locality ${
          unknown.length === 1 ? 'counts' : 'count'
        } as far away: state locality, or label the Nodes`,
    ),
  ];
}

export const count = (endpoints: number) =>
  endpoints === 1 ? '1 endpoint' : `${endpoints} endpoints`;

export const placesOf = (localities: readonly string[]) =>
  [...new Set(localities)]
    .map(locality => locality || 'an unknown locality')
    .sort()
    .join(', ');
