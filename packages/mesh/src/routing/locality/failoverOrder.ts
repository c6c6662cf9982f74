import { Snapshot } from '../../snapshot';
import { destinationRuleOf } from '../destinationRules';
import { hasLabels, Labels } from '../fields';
import { meshConfigOf } from '../mesh-config/meshConfigOf';
import { MeshClient } from '../mesh-clients/MeshClient';
import { Destination } from '../model';
import { EndpointGroup, FailoverOrder } from './EndpointGroup';
import { endpointsOfHost } from './endpointsOfHost';
import {
  isMeant,
  Locality,
  nowhere,
  readLocality,
  writeLocality,
} from './Locality';
import { LocalitySetting, localitySetting } from './localitySetting';
import { MeshEndpoint } from './MeshEndpoint';
import { topologyLabels } from './places';
import { byPriority } from './priorities';
import { failoverProblems } from './problems';
import { priorityShares } from './shares';
import { EndpointPolicy, endpointPolicy } from './trafficPolicy';

/**
 * The endpoints of a destination in the order in which Envoy tries them for a client. istiod sets no order where the client's
 * DestinationRule has no outlier detection, except for a Service's own traffic distribution. Only endpoints that this cluster's
 * configuration holds are counted. Undefined: the destination does not exist, or its endpoints cannot be seen.
 *
 * @example
 * ```ts
 * failoverOrder(snapshot, destination, { namespace: 'orders', labels: {}, locality: 'eu-west/a' })?.groups.map(g => g.localities);
 * // [['eu-west/a'], ['eu-west/b'], ['us-east/a']]
 * ```
 *
 * @public
 */
export function failoverOrder(
  snapshot: Snapshot,
  destination: Destination,
  from: MeshClient,
): FailoverOrder | undefined {
  const { service, host, subset } = destination;
  const known = endpointsOfHost(snapshot, destination);
  if (!destination.exists || !service || !known) return undefined;
  const rule = destinationRuleOf(
    snapshot,
    { host, namespace: service.namespace ?? '' },
    from,
  );
  const policy = endpointPolicy(rule, destination);
  const wanted = (subset && rule?.subsets.get(subset)?.labels) || {};
  const endpoints = known.filter(
    endpoint =>
      hasLabels(endpoint.labels, wanted) &&
      (endpoint.ready || sendsUnready(snapshot, policy)),
  );
  const setting = localitySetting(snapshot, policy, service);
  const locality = from.locality ? readLocality(from.locality) : nowhere;
  const client = {
    locality,
    labels: { ...from.labels, ...topologyLabels(locality, snapshot.cluster) },
  };
  const order = ordered(endpoints, client, { policy, setting });
  const problems = failoverProblems(snapshot, {
    destination,
    endpoints,
    policy,
    setting,
    locality,
    ...order,
  });
  return { ...order, problems };
}

/** Endpoints that are not ready are told to proxies, which then know what share is; not where a panic would use them. */
const sendsUnready = (
  snapshot: Snapshot,
  { outlierDetection }: EndpointPolicy,
): boolean =>
  meshConfigOf(snapshot).flags.PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS &&
  !(Number(outlierDetection?.policy.minHealthPercent ?? 0) > 0);

function ordered(
  endpoints: readonly MeshEndpoint[],
  client: { readonly locality: Locality; readonly labels: Labels },
  settings: {
    readonly policy: EndpointPolicy;
    readonly setting: LocalitySetting | undefined;
  },
): Pick<FailoverOrder, 'mode' | 'groups'> {
  const { policy, setting } = settings;
  const distribution = setting?.distribute.find(({ from }) =>
    isMeant(client.locality, from),
  );
  if (distribution)
    return {
      mode: 'distribute',
      groups: distributed(endpoints, distribution.to),
    };
  const prioritised =
    setting &&
    setting.distribute.length === 0 &&
    (policy.outlierDetection || setting.forced);
  return prioritised
    ? {
        mode: 'failover',
        groups: groupsOf(byPriority(endpoints, client, setting)),
      }
    : {
        mode: 'alike',
        groups: groupsOf(endpoints.length > 0 ? [endpoints] : []),
      };
}

function groupsOf(
  priorities: readonly (readonly MeshEndpoint[])[],
): EndpointGroup[] {
  const shares = priorityShares(priorities.map(healthOf));
  return priorities.map((endpoints, priority) =>
    group(endpoints, priority, shares[priority]),
  );
}

/** A locality that no pattern means gets nothing; one without a ready endpoint leaves its share to the others. */
function distributed(
  endpoints: readonly MeshEndpoint[],
  to: Readonly<Record<string, number>>,
): EndpointGroup[] {
  let left = endpoints;
  const parts = Object.entries(to).map(([pattern, weight]) => {
    const meant = left.filter(({ locality }) => isMeant(locality, pattern));
    left = left.filter(endpoint => !meant.includes(endpoint));
    return { meant, weight: healthOf(meant).ready > 0 ? weight : 0 };
  });
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  return parts
    .filter(({ meant }) => meant.length > 0)
    .map(({ meant, weight }) =>
      group(meant, 0, total && (weight / total) * 100),
    )
    .sort((a, b) => b.share - a.share);
}

const group = (
  endpoints: readonly MeshEndpoint[],
  priority: number,
  share: number,
): EndpointGroup => ({
  priority,
  localities: [
    ...new Set(endpoints.map(({ locality }) => writeLocality(locality))),
  ].sort(),
  endpoints,
  ready: healthOf(endpoints).ready,
  share,
});

const healthOf = (endpoints: readonly MeshEndpoint[]) => ({
  ready: endpoints.filter(({ ready }) => ready).length,
  total: endpoints.length,
});
