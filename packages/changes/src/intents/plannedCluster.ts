import { Snapshot } from '@product-gateways/mesh';
import { quoted } from '../names';
import { ClusterEvidence, DesiredCluster, Planning } from '../Planning';
import { Refusal } from '../Refusal';

/** A cluster that can be planned for: it was read at least once, and a repository holds it. */
export interface PlannedCluster {
  cluster: string;
  /** As it is. */
  snapshot: Snapshot;
  state: ClusterEvidence;
  /** As git wants it. */
  desired: DesiredCluster;
}

export function plannedCluster(
  cluster: string,
  { desired, live, evidence }: Planning,
): PlannedCluster {
  const state = evidence.clusters.get(cluster);
  if (!state) {
    const known = [...evidence.clusters.keys()].join(', ') || 'none';
    throw new Refusal(
      'not-found',
      `There is no cluster ${quoted(
        cluster,
      )}. The configuration names: ${known}.`,
    );
  }
  const snapshot = live.get(cluster);
  if (!snapshot || !state.observedAt)
    throw new Refusal(
      'conflict',
      `Cluster ${cluster} is ${state.state} and was never read, so nobody can say what a change would do there. Try again when it answers.`,
    );
  const inGit = desired.get(cluster);
  if (!inGit)
    throw new Refusal(
      'not-found',
      `No repository holds cluster ${cluster}. A platform engineer adds it under gateways.git.sources in the configuration.`,
    );
  return { cluster, snapshot, state, desired: inGit };
}
