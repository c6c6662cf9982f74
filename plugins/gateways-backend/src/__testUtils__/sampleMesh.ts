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

/** The sample company with all its pods ready, with more objects in `east`, with kinds that cannot be seen there, and with more objects in `west`. */
export function sampleMesh(
  more: string = '',
  unseen: readonly UnseenKind[] = [],
  moreInWest: string = '',
): Mesh {
  const running = (cluster: 'east' | 'west') => {
    const objects = kubernetesObjects(cluster);
    return [...objects, ...objects.flatMap(readyPod)];
  };
  return new Map([
    [
      'east',
      snapshotOf('east', [...running('east'), ...objectsIn(more)], { unseen }),
    ],
    [
      'west',
      snapshotOf('west', [...running('west'), ...objectsIn(moreInWest)]),
    ],
  ]);
}

/** A pod that its Deployment's selector finds. */
function readyPod(object: KubernetesObject): unknown[] {
  if (object.kind !== 'Deployment') return [];
  const { template } = object.spec as {
    template: { metadata: object; spec: object };
  };
  const { name, namespace } = object.metadata;
  return [
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { ...template.metadata, name: `${name}-0`, namespace },
      spec: template.spec,
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    },
  ];
}
