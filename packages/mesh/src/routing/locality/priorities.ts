import { Labels } from '../fields';
import { distance, Locality } from './Locality';
import { LocalitySetting } from './localitySetting';
import { MeshEndpoint } from './MeshEndpoint';

/** The client as istiod sees it: its labels hold its topology too. */
export interface PlacedClient {
  readonly locality: Locality;
  readonly labels: Labels;
}

/** Endpoints by how near they are to a client, the nearest first. */
export function byPriority(
  endpoints: readonly MeshEndpoint[],
  client: PlacedClient,
  setting: LocalitySetting,
): MeshEndpoint[][] {
  const groups = Map.groupBy(endpoints, endpoint =>
    priorityOf(endpoint, client, setting),
  );
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
}

/** The labels count before the places; places count where they are asked for, or no labels are. */
function priorityOf(
  endpoint: MeshEndpoint,
  client: PlacedClient,
  setting: LocalitySetting,
): number {
  const { failoverPriority, failover, zoneAware } = setting;
  const byLabels = labelPriority(
    endpoint.labels,
    client.labels,
    failoverPriority,
  );
  if (zoneAware)
    return byLabels * 3 + regionPriority(endpoint, client, setting);
  return failoverPriority.length > 0 && failover.length === 0
    ? byLabels
    : byLabels * 5 + placePriority(endpoint, client, setting);
}

/** How many labels are left, from the first in which the two differ. A first label that is the network is a preference of its own. */
function labelPriority(
  endpoint: Labels,
  client: Labels,
  wanted: readonly string[],
): number {
  let elsewhere = 0;
  for (const [index, stated] of wanted.entries()) {
    const [name, value = client[name]] = stated.split('=');
    if (value === endpoint[name]) continue;
    if (index > 0 || name !== 'topology.istio.io/network')
      return elsewhere + wanted.length - index;
    elsewhere = wanted.length;
  }
  return elsewhere;
}

/** `failover` says to which region requests of a region go first; it says nothing of zones. */
function placePriority(
  { locality }: MeshEndpoint,
  client: PlacedClient,
  { failover }: LocalitySetting,
): number {
  const far = distance(client.locality, locality);
  if (far < 3) return far;
  const next = failover.find(({ from }) => from === client.locality.region);
  return next && next.to !== locality.region ? 4 : 3;
}

function regionPriority(
  { locality }: MeshEndpoint,
  client: PlacedClient,
  { failover }: LocalitySetting,
): number {
  if (locality.region === client.locality.region) return 0;
  const next = failover.find(({ from }) => from === client.locality.region);
  return next?.to === locality.region ? 1 : 2;
}
