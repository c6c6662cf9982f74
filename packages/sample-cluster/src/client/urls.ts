import type { KubernetesObject } from '../object';

/** An entry of an APIResourceList. */
export interface ServedKind {
  name: string;
  kind: string;
  namespaced: boolean;
}

/** Where objects like this one are created, and where this one is. @throws if the server does not serve the kind */
export function urlOf(
  { apiVersion, kind, metadata }: KubernetesObject,
  kinds: readonly ServedKind[],
) {
  const served = kinds.find(
    each => each.kind === kind && !each.name.includes('/'),
  );
  if (!served)
    throw new Error(
      `the server does not serve ${kind} in ${apiVersion}: is its CustomResourceDefinition installed?`,
    );
  const root = apiVersion.includes('/')
    ? `/apis/${apiVersion}`
    : `/api/${apiVersion}`;
  const namespace = served.namespaced
    ? `/namespaces/${metadata.namespace ?? 'default'}`
    : '';
  const collection = `${root}${namespace}/${served.name}`;
  return {
    collection,
    object: `${collection}/${encodeURIComponent(metadata.name ?? '')}`,
  };
}
