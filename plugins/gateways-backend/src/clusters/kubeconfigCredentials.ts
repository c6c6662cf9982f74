import { RequestOptions } from 'node:https';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { stat } from 'node:fs/promises';
import { KubeConfig } from '@kubernetes/client-node';
import { KubeconfigAccess } from './ClusterConfig';
import { Credential, Credentials } from './Credentials';
import { requestFailed, RequestFailed } from './Failure';
import { serverUrl } from './serverUrl';

/** client-node waits for a credential helper (`exec`) without limit, and so would the cluster. */
const HELPER_DEADLINE = 15_000;

/**
 * A context of a kubeconfig. client-node reads the file and runs credential helpers; it remembers a helper's answer until that
 * expires, so the parsed file is kept until it changes or the server refuses the credential.
 */
export function kubeconfigCredentials(access: KubeconfigAccess): Credentials {
  const file = access.file.startsWith('~/')
    ? resolve(homedir(), access.file.slice(2))
    : resolve(access.file);
  let loaded: { config: KubeConfig; changedAt: number } | undefined;
  let asking: Promise<Credential> | undefined;

  async function load(): Promise<KubeConfig> {
    const changedAt = (await stat(file)).mtimeMs;
    if (loaded?.changedAt !== changedAt) {
      loaded = { config: loadContext(file, access.context), changedAt };
    }
    return loaded.config;
  }

  return {
    current() {
      // All kinds of a cluster connect at once: one run of the helper is enough.
      asking ??= beforeDeadline(
        load().then(config => credentialOf(config, access.skipTLSVerify)),
      )
        .catch(error => {
          throw error instanceof RequestFailed ? error : unusable(file, error);
        })
        .finally(() => {
          asking = undefined;
        });
      return asking;
    },
    renew() {
      loaded = undefined;
    },
  };
}

function loadContext(file: string, context?: string): KubeConfig {
  const config = new KubeConfig();
  config.loadFromFile(file);
  const name = context ?? config.getCurrentContext();
  if (!config.getContextObject(name)) {
    const known = config.getContexts().map(each => each.name);
    throw requestFailed(
      'CONFIG',
      `${file} has no context '${name ?? ''}' (it has: ${
        known.join(', ') || 'none'
      }).`,
    );
  }
  config.setCurrentContext(name);
  return config;
}

async function credentialOf(
  config: KubeConfig,
  maySkipVerify: boolean,
): Promise<Credential> {
  const cluster = config.getCurrentCluster();
  const user = config.getCurrentUser();
  if (!cluster || !user) {
    throw requestFailed(
      'CONFIG',
      `The kubeconfig's context '${config.getCurrentContext()}' names a cluster or a user that is not in the file.`,
    );
  }
  if (cluster.skipTLSVerify && !maySkipVerify) {
    throw requestFailed(
      'CONFIG',
      `The kubeconfig's cluster '${cluster.name}' says insecure-skip-tls-verify: give it a certificate-authority, or set skipTLSVerify for the cluster.`,
    );
  }
  if (cluster.proxyUrl) {
    throw requestFailed(
      'CONFIG',
      `The kubeconfig's cluster '${cluster.name}' is behind a proxy-url, which is not supported.`,
    );
  }

  const server = serverUrl(cluster.server);
  const options: RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  const { ca, cert, key, servername } = options;
  return {
    server,
    headers: headersOf(options),
    tls: { ca, cert, key, servername, rejectUnauthorized: !maySkipVerify },
  };
}

function headersOf({ headers, auth }: RequestOptions): Record<string, string> {
  const basic: Record<string, string> = auth
    ? { authorization: `Basic ${Buffer.from(auth).toString('base64')}` }
    : {};
  return Object.assign(basic, headers);
}

async function beforeDeadline<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        requestFailed(
          'CREDENTIAL',
          `The credential helper gave no answer within ${
            HELPER_DEADLINE / 1000
          } s.`,
        ),
      );
    }, HELPER_DEADLINE);
  });
  return Promise.race([work, deadline]).finally(() => clearTimeout(timer));
}

/** A helper's stderr may hold a secret, so it is told as the cause and never in the message. */
function unusable(file: string, cause: unknown): RequestFailed {
  return requestFailed(
    'CREDENTIAL',
    `The kubeconfig ${file} cannot be used: the file, or a file or helper that it names, is missing or failed.`,
    { cause },
  );
}
