import { Config } from '@backstage/config';
import { ClusterConfig } from './ClusterConfig';
import { readGatewaysCluster } from './readGatewaysCluster';
import { readKubernetesClusters } from './readKubernetesClusters';

/**
 * The clusters of `gateways.clusters`, then those that the Kubernetes plugin's configuration adds. A cluster that is configured
 * wrongly is in the answer too, with the reason: it must not hide the others.
 */
export function readClusters(config: Config): ClusterConfig[] {
  const own = unique(
    (config.getOptionalConfigArray('gateways.clusters') ?? []).map(
      (cluster, index) =>
        readGatewaysCluster(cluster, `gateways.clusters[${index}]`),
    ),
  );
  const names = new Set(own.map(({ name }) => name));
  const others = unique(readKubernetesClusters(config)).filter(
    ({ name }) => !names.has(name),
  );
  return [...own, ...others];
}

/** One cluster a name. Which of two was meant is not for us to guess, so a name given twice reaches nothing. */
function unique(clusters: ClusterConfig[]): ClusterConfig[] {
  const byName = new Map<string, ClusterConfig>();
  for (const cluster of clusters) {
    const { name, title } = cluster;
    byName.set(
      name,
      byName.has(name)
        ? {
            name,
            title,
            access: {
              by: 'nothing',
              reason: `More than one cluster is configured with the name '${name}': give each a name of its own.`,
            },
          }
        : cluster,
    );
  }
  return [...byName.values()];
}
