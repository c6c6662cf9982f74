import type { KubernetesObject } from '../object';
import type { ObjectStore } from '../store/ObjectStore';
import { Registry } from './Registry';
import { customResourceDefinitions, namespaces } from './resources';
import { create } from './writing';

const firstNamespaces = ['default', 'kube-system', 'kube-public'];

/** Fills a new store: CRDs first, then namespaces, then what lives in them. */
export function seed(
  store: ObjectStore,
  crds: readonly KubernetesObject[],
  objects: readonly KubernetesObject[],
) {
  const now = new Date();
  const registry = new Registry(store);
  for (const crd of crds)
    create(
      { store, type: customResourceDefinitions, version: 'v1', dryRun: false },
      crd,
      now,
    );
  const given = objects.filter(isNamespace);
  const named = new Set(given.map(({ metadata }) => metadata.name));
  const needed = [
    ...firstNamespaces,
    ...objects.flatMap(({ metadata }) => metadata.namespace ?? []),
  ];
  const missing = [...new Set(needed)].filter(name => !named.has(name));
  for (const object of [...missing.map(namespaceOf), ...given]) {
    create(
      { store, type: namespaces, version: 'v1', dryRun: false },
      object,
      now,
    );
  }
  for (const object of objects.filter(each => !isNamespace(each))) {
    const [version, group = ''] = object.apiVersion.split('/').reverse();
    const type = registry
      .ofVersion(group, version)
      .find(({ kind }) => kind === object.kind);
    if (!type)
      throw new Error(
        `cannot start with ${object.kind} ${object.metadata.name}: no kind ${object.kind} in ${object.apiVersion}`,
      );
    const namespace = type.namespaced
      ? object.metadata.namespace ?? 'default'
      : undefined;
    create({ store, type, version, namespace, dryRun: false }, object, now);
  }
}

function isNamespace({ apiVersion, kind }: KubernetesObject): boolean {
  return apiVersion === 'v1' && kind === 'Namespace';
}

function namespaceOf(name: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}
