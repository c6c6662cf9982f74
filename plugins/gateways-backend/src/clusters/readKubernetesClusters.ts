import { Config } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { Access, ClusterConfig } from './ClusterConfig';
import { readable } from './readable';

/**
 * The clusters that the Kubernetes plugin is configured with, so that they need not be listed twice: locators of type `config`.
 * Only a service account's token can watch without a user; clusters with another `authProvider` say what to add.
 */
export function readKubernetesClusters(config: Config): ClusterConfig[] {
  const locators =
    config.getOptionalConfigArray('kubernetes.clusterLocatorMethods') ?? [];

  return locators.flatMap((locator, index) => {
    const where = `kubernetes.clusterLocatorMethods[${index}]`;
    const type = locator.getOptionalString('type');
    if (type !== 'config') {
      const name = `${where} (${type})`;
      const reason = `Clusters found by a locator of type '${type}' cannot be watched yet: list them under gateways.clusters.`;
      return [{ name, title: name, access: { by: 'nothing', reason } }];
    }
    return (locator.getOptionalConfigArray('clusters') ?? []).map(
      (cluster, position) =>
        readKubernetesCluster(cluster, `${where}.clusters[${position}]`),
    );
  });
}

function readKubernetesCluster(config: Config, where: string): ClusterConfig {
  return readable(config, where, () => {
    const name = config.getString('name');
    return {
      name,
      title: config.getOptionalString('title') ?? name,
      access: readAccess(config, name),
    };
  });
}

function readAccess(config: Config, name: string): Access {
  const authProvider =
    authProviderIn(config) ?? config.getString('authProvider');
  const token = config.getOptionalString('serviceAccountToken');
  if (authProvider !== 'serviceAccount' || !token) {
    return {
      by: 'nothing',
      reason:
        `The Kubernetes plugin's cluster '${name}' has the authProvider '${authProvider}'` +
        `${
          authProvider === 'serviceAccount' ? ' without a token' : ''
        }: watching needs a service account's token. ` +
        `Add a cluster '${name}' to gateways.clusters; it wins over this one.`,
    };
  }
  return {
    by: 'url',
    url: config.getString('url'),
    token,
    caData: config.getOptionalString('caData'),
    caFile: config.getOptionalString('caFile'),
    skipTLSVerify: config.getOptionalBoolean('skipTLSVerify') ?? false,
  };
}

/** The key holds a slash, which {@link Config} takes for no key: it is read from the plain value. */
function authProviderIn(config: Config): string | undefined {
  const metadata = config.getOptional<JsonObject>('authMetadata');
  const provider = metadata?.['kubernetes.io/auth-provider'];
  return typeof provider === 'string' ? provider : undefined;
}
