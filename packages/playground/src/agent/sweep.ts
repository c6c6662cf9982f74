import type {
  ClusterClient,
  StoredObject,
} from '@product-gateways/sample-cluster';
import { listAll } from '../kube/listAll';
import type { Desired } from './desired';
import { annotationOf, fileAnnotation } from './tracking';

interface ServedKind {
  name: string;
  kind: string;
  namespaced: boolean;
}

const meshVersions = [
  'networking.istio.io/v1',
  'security.istio.io/v1',
  'gateway.networking.k8s.io/v1',
];

/**
 * Deletes what people put by hand into the namespaces of git: objects of git's kinds and of the mesh's that neither come from
 * git nor belong to another object.
 */
export async function sweep(
  client: ClusterClient,
  desired: Desired[],
): Promise<number> {
  const objects = desired.map(({ object }) => object);
  const namespaces = new Set(
    objects.map(({ metadata }) => metadata.namespace).filter(Boolean),
  );
  const kinds = new Set(objects.map(({ kind }) => kind));
  const versions = new Set([
    ...objects.map(({ apiVersion }) => apiVersion),
    ...meshVersions,
  ]);
  const paths = await Promise.all(
    [...versions].map(version =>
      collections(
        client,
        version,
        kind => kinds.has(kind) || meshVersions.includes(version),
      ),
    ),
  );
  const lists = await Promise.all(
    paths.flat().map(path => listAll(client, path)),
  );
  const strangers = lists
    .flatMap(({ items }) => items)
    .filter(
      object => namespaces.has(object.metadata.namespace) && isStranger(object),
    );
  await Promise.all(strangers.map(object => client.delete(object)));
  return strangers.length;
}

function isStranger(object: StoredObject): boolean {
  const { name, ownerReferences = [] } = object.metadata;
  // Kubernetes makes a ServiceAccount `default` in each namespace.
  const ofKubernetes = object.kind === 'ServiceAccount' && name === 'default';
  return (
    !annotationOf(object, fileAnnotation) &&
    !ownerReferences.length &&
    !ofKubernetes
  );
}

/** Where the objects of a version's namespaced kinds are listed. */
async function collections(
  client: ClusterClient,
  version: string,
  wanted: (kind: string) => boolean,
): Promise<string[]> {
  const root = version.includes('/') ? `/apis/${version}` : `/api/${version}`;
  const { status, body } = await client.raw('GET', root);
  if (status !== 200) return [];
  const { resources }: { resources: ServedKind[] } = JSON.parse(body);
  return resources
    .filter(({ name, namespaced }) => namespaced && !name.includes('/'))
    .filter(({ kind }) => wanted(kind))
    .map(({ name }) => `${root}/${name}`);
}
