import { Config } from '@backstage/config';
import { Access, ClusterConfig } from './ClusterConfig';
import { readable } from './readable';

/** One element of `gateways.clusters`; `where` is its place in the configuration. */
export function readGatewaysCluster(
  config: Config,
  where: string,
): ClusterConfig {
  return readable(config, where, () => {
    const name = config.getString('name');
    return {
      name,
      title: config.getOptionalString('title') ?? name,
      zone: config.getOptionalString('zone'),
      region: config.getOptionalString('region'),
      caCertificates: config.getOptionalString('caCertificates'),
      access: readAccess(config, where),
    };
  });
}

function readAccess(config: Config, where: string): Access {
  const file = config.getOptionalString('kubeconfig');
  const url = config.getOptionalString('url');
  const skipTLSVerify = config.getOptionalBoolean('skipTLSVerify') ?? false;

  if (file && url) {
    return {
      by: 'nothing',
      reason: `${where} has a kubeconfig and a url: keep one.`,
    };
  }
  if (file) {
    const context = config.getOptionalString('context');
    return { by: 'kubeconfig', file, context, skipTLSVerify };
  }
  if (url) {
    return {
      by: 'url',
      url,
      token: config.getOptionalString('token'),
      tokenFile: config.getOptionalString('tokenFile'),
      caData: config.getOptionalString('caData'),
      caFile: config.getOptionalString('caFile'),
      skipTLSVerify,
    };
  }
  return {
    by: 'nothing',
    reason: `${where} does not say how to reach the cluster: give it kubeconfig and context, or url and a token.`,
  };
}
