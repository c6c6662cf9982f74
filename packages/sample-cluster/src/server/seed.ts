import type { KubernetesObject } from '../object';
import type { ObjectStore } from '../store/ObjectStore';
import { Registry } from './Registry';
import {
  customResourceDefinitions,
  namespaces,
  type ResourceType,
} from './resources';
import { create } from './writing/create';
import { keyOf } from './writing/Write';

const firstNamespaces = ['default', 'kube-system', 'kube-public'];

/** Fills a new store: CRDs first, then namespaces, then what lives in them. An object's status is taken as it is given. */
export function seed(
  store: ObjectStore,
  crds: readonly KubernetesObject[],
  objects: readonly KubernetesObject[],
) {
  for (const crd of crds) put(store, customResourceDefinitions, crd);
  const given = objects.filter(isNamespace);
  for (const object of [...missingNamespaces(objects, given), ...given])
    put(store, namespaces, object);
  const registry = new Registry(store);
  for (const object of objects.filter(each => !isNamespace(each)))
    put(store, typeOf(registry, object), object);
}

function put(store: ObjectStore, type: ResourceType, object: KubernetesObject) {
  const [version] = object.apiVersion.split('/').reverse();
  const namespace = type.namespaced
    ? object.metadata.namespace ?? 'default'
    : undefined;
  const write = {
    store,
    type,
    version,
    namespace,
    dryRun: true,
    now: new Date(),
  };
  const created = create(write, object);
  const key = keyOf({
    ...write,
    name: created.metadata.name ?? '',
    ofStatus: false,
  });
  store.put(key, { ...created, status: created.status ?? object.status });
}

function typeOf(
  registry: Registry,
  { apiVersion, kind, metadata }: KubernetesObject,
): ResourceType {
  const [version, group = ''] = apiVersion.split('/').reverse();
  const type = registry
    .ofVersion(group, version)
    .find(each => each.kind === kind);
  if (type) return type;
  throw new Error(
    `cannot start with ${kind} ${metadata.name}: there is no kind ${kind} in ${apiVersion}; is its CRD given?`,
  );
}

function missingNamespaces(
  objects: readonly KubernetesObject[],
  given: readonly KubernetesObject[],
): KubernetesObject[] {
  const needed = new Set([
    ...firstNamespaces,
    ...objects.flatMap(({ metadata }) => metadata.namespace ?? []),
  ]);
  for (const { metadata } of given) needed.delete(metadata.name ?? '');
  return [...needed].map(name => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  }));
}

function isNamespace({ apiVersion, kind }: KubernetesObject): boolean {
  return apiVersion === 'v1' && kind === 'Namespace';
}
