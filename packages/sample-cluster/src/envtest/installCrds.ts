import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterClient } from '../client/ClusterClient';
import type { KubernetesObject } from '../object';
import type { CrdSpec } from '../server/resources';

/** Creates CRDs and waits until their kinds are served, and discovery says so. */
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
  const roots = versions
    .filter(version => version.served)
    .map(({ name }) => `/apis/${group}/${name}`);
  for (const path of roots.flatMap(root => [
    root,
    `${root}/${names.plural}?limit=1`,
  ])) {
    // Kind and discovery follow a moment after the CRD, each in its own time; and 429 while the storage is being set up.
    while (!(await answers(client, path, names.plural))) await sleep(50);
  }
}

async function answers(
  client: ClusterClient,
  path: string,
  plural: string,
): Promise<boolean> {
  const { status, body } = await client.raw('GET', path);
  return (
    status === 200 &&
    (path.includes('?') || body.includes(`"name":"${plural}"`))
  );
}
