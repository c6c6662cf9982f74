import {
  FailoverOrder,
  failoverOrder,
  KubernetesObject,
  refOf,
  Snapshot,
} from '@product-gateways/mesh';
import { CALLERS_PORT } from '../../objects/FailoverDesign';
import { overlay } from '../../overlay';
import { Refusal } from '../../Refusal';
import { Joint } from './joint';
import { joining, ruleInGit } from './joining';
import { Site } from './Site';

/** The copies in the order in which callers of a cluster try them, once a joint is live there; refused where that is no failover. */
export function failsOver(joint: Joint, site: Site): FailoverOrder {
  const written = joining(joint, site);
  const [entry] = written;
  const there = ruleInGit(joint, site);
  if (there) refuseUnlessItFails(joint, site, [entry, there]);
  return refuseUnlessItFails(joint, site, written);
}

/** The same for people: `the gateway in west, then the one in east`. */
export function nearestFirst(joint: Joint, site: Site): string {
  const clusterOf = new Map(
    joint
      .design(site)
      .endpoints.map(({ address, cluster }) => [address, cluster]),
  );
  const [near, ...further] = failsOver(joint, site).groups.map(group => [
    ...new Set(group.endpoints.map(({ address }) => clusterOf.get(address))),
  ]);
  return [
    `the gateway in ${near.join(' and ')}`,
    ...further.map(
      clusters =>
        `${clusters.length > 1 ? 'those' : 'the one'} in ${clusters.join(
          ' and ',
        )}`,
    ),
  ].join(', then ');
}

function refuseUnlessItFails(
  joint: Joint,
  site: Site,
  objects: readonly KubernetesObject[],
): FailoverOrder {
  const order = orderIn(overlay(site.intended, objects), joint, site, objects);
  const here = joint.locality(site);
  const [problem] = order?.problems ?? [];
  const stays = order?.groups.at(0)?.localities.every(each => each === here);
  if (order?.mode === 'failover' && stays && !problem) return order;
  const { name, namespace } = objects[1].metadata;
  throw new Refusal(
    'conflict',
    `With DestinationRule ${namespace}/${name} callers in cluster ${
      site.cluster
    } would not stay near and fail over: ${
      problem?.message ??
      'requests would go to all copies alike. State outlierDetection and leave localityLbSetting switched on'
    }. Correct it, or remove it and let it be written anew.`,
  );
}

function orderIn(
  after: Snapshot,
  joint: Joint,
  site: Site,
  [entry]: readonly KubernetesObject[],
): FailoverOrder | undefined {
  const service = refOf(entry);
  return failoverOrder(
    after,
    {
      host: joint.host,
      service,
      port: CALLERS_PORT,
      weight: 100,
      cluster: `outbound|${CALLERS_PORT}||${joint.host}`,
      exists: true,
    },
    {
      namespace: service.namespace ?? '',
      labels: {},
      locality: joint.locality(site),
    },
  );
}
