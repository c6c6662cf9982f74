import { HostClaim, Mesh, Ownership } from '@product-gateways/mesh';
import { Platform } from './Platform';
import { Tree } from './tree/Tree';

/**
 * What git says about each cluster that it holds.
 *
 * @public
 */
export type Desired = ReadonlyMap<string, DesiredCluster>;

/** @public */
export interface DesiredCluster {
  tree: Tree;
  /** The folder of the tree that an agent applies to the cluster. */
  folder: string;
  /** The folder of what a person applies by a command, which no agent reads; absent: `installs/<cluster>`. */
  installs?: string;
  /** The folder of what the portal's catalog reads; absent: `catalog`. */
  catalog?: string;
}

/**
 * What is known beside git and the clusters' snapshots.
 *
 * @public
 */
export interface Evidence {
  /** Every configured cluster. */
  clusters: ReadonlyMap<string, ClusterEvidence>;
  ownership: Ownership;
  /** A product's name for people. */
  titleOf(product: string): string;
  /** Absent: {@link defaultPlatform}. */
  platform?: Platform;
}

/** @public */
export interface ClusterEvidence {
  /** As the portal says it of the cluster. */
  state: 'live' | 'stale' | 'partial' | 'forbidden' | 'unreachable';
  /** When the snapshot was last known true, RFC 3339; absent: it was never read. */
  observedAt?: string;
  /**
   * Where it runs, as Istio writes a locality: `region`, `region/zone` or `region/zone/sub-zone`. Absent: as its Nodes say.
   * See istio.io/latest/docs/tasks/traffic-management/locality-load-balancing.
   */
  locality?: string;
  /** The file in which its proxies find the CA certificates that gateways' certificates are signed by; absent: the system's. */
  caCertificates?: string;
}

/** All that a plan is made from. */
export interface Planning {
  desired: Desired;
  live: Mesh;
  evidence: PlanningEvidence;
}

/** The evidence, and what git adds to it. */
export interface PlanningEvidence extends Evidence {
  /** Hosts that routes in git claim and no cluster shows yet. */
  claimsInGit?: readonly HostClaim[];
}
