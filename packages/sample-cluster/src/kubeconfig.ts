import type { KubeconfigData } from './TestCluster';

export function kubeconfigOf(options: {
  cluster: string;
  server: string;
  ca: string;
  identity: string;
  token: string;
}): KubeconfigData {
  const { cluster, server, ca, identity, token } = options;
  const user = `${identity}@${cluster}`;
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: cluster,
        cluster: {
          server,
          'certificate-authority-data': Buffer.from(ca).toString('base64'),
        },
      },
    ],
    users: [{ name: user, user: { token } }],
    contexts: [{ name: cluster, context: { cluster, user } }],
    'current-context': cluster,
  };
}
