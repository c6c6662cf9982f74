import { Mesh, Snapshot } from '@product-gateways/mesh';
import { TestCluster } from '@product-gateways/sample-cluster';
import { ClusterConfig } from '../clusters/ClusterConfig';
import { systemClock } from '../watching/Clock';
import { ClusterHealth } from '../watching/clusterHealth';
import { LiveMesh, LiveMeshOptions } from '../watching/LiveMesh';

/** Faults are found as in life, only sooner; waiting before the next attempt goes twenty times as fast. */
export const impatient: LiveMeshOptions = {
  limits: { openWithin: 500, pageWithin: 1000, silence: 1500 },
  clock: {
    now: systemClock.now,
    sleep: (milliseconds, signal) =>
      systemClock.sleep(milliseconds / 20, signal),
  },
};

/** A test cluster as an operator configures it, with the token of `identity`. */
export function configOf(
  cluster: TestCluster,
  identity: string,
): ClusterConfig {
  const { name, server, ca } = cluster;
  return {
    name,
    title: name,
    access: {
      by: 'url',
      url: server,
      token: cluster.kubeconfig(identity).users[0].user.token,
      caData: Buffer.from(ca).toString('base64'),
      skipTLSVerify: false,
    },
  };
}

/** Resolves when `condition` holds after a change of the mesh; says what it saw last when it does not within `milliseconds`. */
export async function until(
  live: LiveMesh,
  condition: (mesh: Mesh) => boolean,
  milliseconds = 4000,
): Promise<void> {
  const found = new Promise<void>(resolve => {
    const check = () => condition(live.mesh) && resolve();
    live.subscribe(check);
    check();
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`Still not so: ${told(live)}`)),
      milliseconds,
    );
  });
  await Promise.race([found, late]).finally(() => clearTimeout(timer));
}

export function healthOf(live: LiveMesh, cluster: string): ClusterHealth {
  const found = live.clusters.find(({ config }) => config.name === cluster);
  if (!found) throw new Error(`No cluster ${cluster}`);
  return found.health;
}

export async function untilState(
  live: LiveMesh,
  state: ClusterHealth['state'],
  cluster = 'east',
): Promise<ClusterHealth> {
  await until(live, () => healthOf(live, cluster).state === state);
  return healthOf(live, cluster);
}

export function snapshotIn(live: LiveMesh, cluster = 'east'): Snapshot {
  const snapshot = live.mesh.get(cluster);
  if (!snapshot) throw new Error(`No cluster ${cluster}`);
  return snapshot;
}

function told(live: LiveMesh): string {
  return JSON.stringify(
    live.clusters.map(({ config, health }) => [config.name, health]),
  );
}
