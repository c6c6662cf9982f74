import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allCrds } from '../crds';
import type { KubernetesObject } from '../object';
import { Relay } from '../Relay';
import { administrator, newToken } from '../server/access';
import type { Identity, TestCluster } from '../TestCluster';
import { envtestAssets } from './assets';
import { EnvtestCluster } from './EnvtestCluster';
import { installCrds } from './installCrds';
import { launch } from './launch';

export interface EnvtestClusterOptions {
  name: string;
  /** Of the API, on 127.0.0.1. Any free one if absent. */
  port?: number;
  /** Who may ask besides `admin`; their rules become ClusterRoles. */
  identities?: readonly Identity[];
  /** What is installed. Absent: Istio's and Gateway API's. */
  crds?: readonly KubernetesObject[];
  /** With `etcd` and `kube-apiserver`. Absent: see `envtestAssets`. */
  assets?: string;
  /** More flags of kube-apiserver: `--etcd-compaction-interval=5s` */
  flags?: readonly string[];
}

/**
 * The real thing: etcd and kube-apiserver, without controllers. So there is no default ServiceAccount, Deployments have no Pods,
 * Services no EndpointSlices, and a deleted Namespace stays.
 */
export async function startEnvtestCluster(
  options: EnvtestClusterOptions,
): Promise<TestCluster> {
  const {
    name,
    port = 0,
    crds = allCrds(),
    assets = envtestAssets({ lookInDefault: true }),
    flags = [],
  } = options;
  if (!assets)
    throw new Error(
      'There is no etcd and kube-apiserver: set KUBEBUILDER_ASSETS to the folder that holds them',
    );
  const identities = [administrator, ...(options.identities ?? [])].map(
    identity => ({
      token: newToken(),
      groups: [],
      rules: [],
      ...identity,
    }),
  );
  const folder = await mkdtemp(join(tmpdir(), `envtest-${name}-`));
  const undo = [() => rm(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const launched = await launch({ assets, folder, identities, flags });
    undo.push(launched.stop);
    const relay = await Relay.open(port, launched.port);
    undo.push(() => relay.close());
    const cluster = new EnvtestCluster(name, {
      ...launched,
      relay,
      identities,
      stop,
    });
    const bound = identities.filter(({ rules }) => rules.length > 0);
    await Promise.all([
      installCrds(cluster.client('admin'), crds),
      ...bound.map(({ name: identity, rules }) =>
        cluster.setRules(identity, rules),
      ),
    ]);
    return cluster;
  } catch (error) {
    await stop();
    throw error;
  }
}
