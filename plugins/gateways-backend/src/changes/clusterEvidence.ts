import { ClusterEvidence } from '@product-gateways/changes';
import { ClusterStatus } from '@product-gateways/backstage-plugin-gateways-common';

/** A cluster as it is, and as the configuration says of it. */
export interface LiveClusterState {
  cluster: string;
  state: ClusterStatus['state'];
  /** Absent: it was never read. */
  observedAt?: Date;
  region?: string;
  zone?: string;
  /** A file in its proxies. */
  caCertificates?: string;
}

/** What a plan is told of a cluster. A zone without its region places nothing. */
export function clusterEvidence({
  state,
  observedAt,
  region,
  zone,
  caCertificates,
}: LiveClusterState): ClusterEvidence {
  return {
    state,
    observedAt: observedAt?.toISOString(),
    locality: region && [region, zone].filter(Boolean).join('/'),
    caCertificates,
  };
}
