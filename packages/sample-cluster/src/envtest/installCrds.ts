import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterClient } from '../client/ClusterClient';
import type { KubernetesObject } from '../object';
import type { CrdSpec } from '../server/resources';

/** Creates CRDs and waits until their kinds are served. */
export async function installCrds(
  client: ClusterClient,
  crds: readonly KubernetesObject[],
) {
  await Promise.all(crds.map(crd => client.create(crd)));
  await Promise.all(crds.map(crd => served(client, crd.spec as CrdSpec)));
}

async function served(
  client: ClusterClient,
  { group, names, versions }: CrdSpec,
) {
  const paths = versions
    .filter(version => version.served)
    .map(({ name }) => `/apis/${group}/${name}/${names.plural}?limit=1`);
  for (const path of paths) {
    // A kind answers a moment after its CRD is accepted, and 429 while its storage is being set up.
    while ((await client.raw('GET', path)).status !== 200) await sleep(50);
  }
}
