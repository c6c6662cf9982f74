import { Condition } from '../../ChangePlan';
import { istioNetworking } from '../../istio';
import { FailoverDesign, GatewayEndpoint } from '../../objects/FailoverDesign';
import { Refusal } from '../../Refusal';
import { ServingGateway } from '../create-gateway/servedToday';
import { longestTimeout } from './duration';
import { listAt, recordAt } from './fields';
import { localityOf } from './locality';
import { copyOf } from './ownGateway';
import { Site } from './Site';
import { WayIn, wayIn } from './wayIn';

/** A host by which callers in the mesh reach all copies of a gateway. */
export interface Joint {
  host: string;
  /** The product's own host, which callers may use already. */
  isPublic: boolean;
  design(site: Site): FailoverDesign;
  /** Where the copy of a cluster runs, as far as it is known. */
  locality(site: Site): string | undefined;
  /** Some address or region is not known yet, so that it cannot be written. */
  waits: boolean;
  /** What a person can do about regions that are not known. */
  unknown: readonly Condition[];
}

export function jointOf(
  host: string,
  publicHost: string,
  product: string,
  own: ServingGateway,
  sites: readonly Site[],
): Joint {
  const way = alike(publicHost, own, sites);
  const known = sites.map(site => ({
    site,
    locality: localityOf(site, own),
    addresses: addressesIn(site, host, own),
  }));
  refuseSamePlace(known);
  const endpoints: GatewayEndpoint[] = known.flatMap(
    ({ site: { cluster }, locality = '', addresses }) =>
      addresses.map(address => ({
        cluster,
        address,
        port: way.port,
        locality,
      })),
  );
  return {
    host,
    isPublic: host === publicHost,
    locality: site => localityOf(site, own),
    design: ({ state: { caCertificates } }) => ({
      host,
      publicHost,
      namespace: own.gateway.namespace,
      product,
      tls: way.tls,
      caCertificates,
      endpoints,
      visible: true,
      timeout: longestTimeout(own),
    }),
    waits: known.some(
      ({ locality, addresses }) => !locality || !addresses.length,
    ),
    unknown: known
      .filter(({ locality }) => !locality)
      .map(({ site }) => regionIsKnown(site)),
  };
}

/** One DestinationRule holds for all endpoints, so all are reached in the same way. */
function alike(
  host: string,
  own: ServingGateway,
  [first, ...others]: readonly Site[],
): WayIn {
  const wayTo = (site: Site) =>
    wayIn(host, copyOf(own, site.intended) ?? own, site.cluster);
  const way = wayTo(first);
  for (const site of others) {
    const other = wayTo(site);
    if (other.tls === way.tls && other.port === way.port) continue;
    throw new Refusal(
      'conflict',
      `${host} is served ${inWords(way)} in cluster ${
        first.cluster
      }, but ${inWords(other)} in cluster ${
        site.cluster
      }. Callers reach all copies in one way: open the same port in both first.`,
    );
  }
  return way;
}

function inWords({ port, tls }: WayIn): string {
  return `${tls ? 'by TLS' : 'in plain text'} on port ${port}`;
}

/** As the live Service says; while it says nothing, as git has joined it before. */
function addressesIn(site: Site, host: string, own: ServingGateway): string[] {
  const { snapshot, manifests } = site;
  const services = copyOf(own, snapshot)?.gateway.services ?? [];
  const live = services.flatMap(({ addresses }) => addresses);
  if (live.length) return [...new Set(live)];
  const [entry] = manifests.find({
    group: istioNetworking,
    kind: 'ServiceEntry',
    namespace: own.gateway.namespace,
    name: host,
  });
  const locality = localityOf(site, own);
  return listAt(recordAt(entry?.object.spec).endpoints)
    .map(endpoint => recordAt(endpoint))
    .filter(endpoint => endpoint.locality === locality)
    .map(({ address }) => String(address));
}

function refuseSamePlace(
  known: readonly {
    site: Site;
    locality?: string;
    addresses: readonly string[];
  }[],
): void {
  for (const [index, { site, locality, addresses }] of known.entries())
    for (const other of known.slice(0, index)) {
      const both = `clusters ${other.site.cluster} and ${site.cluster}`;
      if (locality && locality === other.locality)
        throw new Refusal(
          'conflict',
          `Both ${both} say that they run in ${locality}, so callers could not stay near. Say more of where they run: region and zone under gateways.clusters in the configuration.`,
        );
      const same = addresses.find(address => other.addresses.includes(address));
      if (same)
        throw new Refusal(
          'conflict',
          `The gateways of ${both} have the same address, ${same}: one could not stand in for the other.`,
        );
    }
}

function regionIsKnown({ cluster }: Site): Condition {
  return {
    id: `locality:${cluster}`,
    when: 'before-open',
    text: `The region of cluster ${cluster} must be known: by it callers stay near.`,
    state: 'unmet',
    evidence: `The gateway's pods do not say it, nor their Nodes. A platform engineer sets the region of ${cluster}, and its zone, under gateways.clusters in the configuration.`,
  };
}
