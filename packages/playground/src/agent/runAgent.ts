import type { ClusterClient } from '@product-gateways/sample-cluster';
import type { Repository } from '../git/Repository';
import { pause } from '../kube/pause';
import { desiredState } from './desired';
import type { Main } from './Main';
import { sync, type SyncReport } from './sync';

export interface AgentOptions {
  client: ClusterClient;
  repository: Repository;
  main: Main;
  /** The cluster's folder in the repository. */
  folder: string;
  /** The serial that the cluster is at already; 0: unknown, so apply. */
  applied: number;
  /** A commit is applied. */
  onSynced: (report: SyncReport, serial: number) => void;
  /** The cluster could not be reached; it is tried again. */
  onFailed: (error: unknown) => void;
}

/** Applies main to one cluster: at the start and after each commit, and in between never. */
export async function runAgent(
  options: AgentOptions,
  signal: AbortSignal,
): Promise<void> {
  const { client, repository, main, folder } = options;
  let done = options.applied;
  while (!signal.aborted) {
    const target = await main.after(done, signal);
    if (!target) return;
    const { commit, restore, serial } = target;
    try {
      const files = await repository.texts(commit, folder);
      const report = await sync(client, commit, desiredState(files), {
        restore,
      });
      done = serial;
      options.onSynced(report, serial);
    } catch (error) {
      if (signal.aborted) return;
      options.onFailed(error);
      await pause(1000, signal);
    }
  }
}
