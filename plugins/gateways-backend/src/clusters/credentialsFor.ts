import { Access } from './ClusterConfig';
import { Credentials } from './Credentials';
import { requestFailed } from './Failure';
import { kubeconfigCredentials } from './kubeconfigCredentials';
import { urlCredentials } from './urlCredentials';

export function credentialsFor(access: Access): Credentials {
  switch (access.by) {
    case 'kubeconfig':
      return kubeconfigCredentials(access);
    case 'url':
      return urlCredentials(access);
    default:
      return {
        current: async () => {
          throw requestFailed('CONFIG', access.reason);
        },
        renew: () => {},
      };
  }
}
