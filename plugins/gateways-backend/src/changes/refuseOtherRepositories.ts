import { ConflictError } from '@backstage/errors';
import { AddCluster, Intent } from '@product-gateways/changes';
import { Mesh, Snapshot } from '@product-gateways/mesh';
import { GitSource } from './readGitSources';

/**
 * A change is a pull request to one repository. Where it would have to write to clusters that another one holds it is refused: the half
 * of a failover is none.
 *
 * @throws ConflictError
 */
export function refuseOtherRepositories(
  intent: Intent,
  sources: readonly GitSource[],
  mesh: Mesh,
): void {
  if (intent.kind !== 'add-cluster') return;
  const { cluster, from } = intent;
  const source = holderOf(cluster, sources);
  if (!source) return;
  const others = sources.filter(each => each !== source);
  const original = holderOf(from, others);
  if (original) throw refusal(source, cluster, original, from);
  for (const other of others)
    for (const name of other.clusters.keys()) {
      const snapshot = mesh.get(name);
      if (snapshot && isJoined(snapshot, intent))
        throw refusal(source, cluster, other, name);
    }
}

function holderOf(
  cluster: string,
  sources: readonly GitSource[],
): GitSource | undefined {
  return sources.find(({ clusters }) => clusters.has(cluster));
}

/** Whether callers in a cluster reach the copies by a ServiceEntry, which would have to name the new one too. */
function isJoined(
  snapshot: Snapshot,
  { hosts, internalHost }: AddCluster,
): boolean {
  const joined = internalHost ? [internalHost] : hosts;
  return snapshot
    .list('networking.istio.io', 'ServiceEntry')
    .some(({ metadata }) => joined.includes(metadata.name));
}

function refusal(
  source: GitSource,
  cluster: string,
  other: GitSource,
  its: string,
): ConflictError {
  return new ConflictError(
    `The change would have to be made in two repositories at once: ${source.url} (${source.branch}) holds cluster ${cluster}, and ${other.url} (${other.branch}) holds cluster ${its}. Let one repository under gateways.git.sources hold both.`,
  );
}
