import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Mesh, snapshotOf, UnseenKind } from '@product-gateways/mesh';
import { seedFolder } from '@product-gateways/playground';
import { KubernetesObject } from '@product-gateways/sample-cluster';
import { parseAllDocuments } from 'yaml';

/** The objects of the sample company's clusters as its repository holds them: no pods, no endpoints, no addresses. */
export function seedObjects(cluster: 'east' | 'west'): unknown[] {
  const folder = join(seedFolder, 'clusters', cluster);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.yaml'))
    .sort()
    .flatMap(file => objectsIn(readFileSync(join(folder, file), 'utf8')));
}

/** The same for a sample cluster, which makes namespaces itself. */
export function kubernetesObjects(
  cluster: 'east' | 'west',
): KubernetesObject[] {
  return seedObjects(cluster) as KubernetesObject[];
}

export function objectsIn(yaml: string): unknown[] {
  return parseAllDocuments(yaml)
    .map(document => document.toJS())
    .filter(Boolean);
}

/** The sample company, with more objects in `east`, with kinds that cannot be seen there, and with more objects in `west`. */
export function sampleMesh(
  more: string = '',
  unseen: readonly UnseenKind[] = [],
  moreInWest: string = '',
): Mesh {
  return new Map([
    [
      'east',
      snapshotOf('east', [...seedObjects('east'), ...objectsIn(more)], {
        unseen,
      }),
    ],
    [
      'west',
      snapshotOf('west', [...seedObjects('west'), ...objectsIn(moreInWest)]),
    ],
  ]);
}
