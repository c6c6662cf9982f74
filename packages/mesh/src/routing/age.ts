import { KubernetesObject } from '../resources';
import { Aged } from './declaration';

/** When an object was made, in ms. An object of a file, which has no time, counts as the youngest. */
export function createdAt({ metadata }: KubernetesObject): number {
  const time = Date.parse(metadata.creationTimestamp ?? '');
  return Number.isNaN(time) ? Infinity : time;
}

export function aged(object: KubernetesObject): Aged {
  const { name, namespace = '' } = object.metadata;
  return { created: createdAt(object), name, namespace };
}

/** istiod's order: the older first, then by name, then by namespace. */
export function byAge(a: Aged, b: Aged): number {
  if (a.created !== b.created) return a.created < b.created ? -1 : 1;
  return compare(a.name, b.name) || compare(a.namespace, b.namespace);
}

/** Gateway API's order: the older first, then by namespace, then by name. */
export function byCreation(a: KubernetesObject, b: KubernetesObject): number {
  const [first, second] = [createdAt(a), createdAt(b)];
  if (first !== second) return first < second ? -1 : 1;
  return (
    compare(a.metadata.namespace ?? '', b.metadata.namespace ?? '') ||
    compare(a.metadata.name, b.metadata.name)
  );
}

export function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
