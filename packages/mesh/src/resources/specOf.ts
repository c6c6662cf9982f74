import { isRecord } from './json';
import { KubernetesObject } from './object';

/**
 * The spec of an object that a snapshot holds, typed. What is in it has been checked against the kind's schema, so fields that the API
 * requires inside a list's items are there; the spec itself may be missing.
 * @example specOf<VirtualServiceSpec>(object).hosts ?? []
 *
 * @public
 */
export function specOf<Spec extends object>(
  object: KubernetesObject,
): Partial<Spec> {
  return isRecord(object.spec) ? (object.spec as Partial<Spec>) : {};
}

/**
 * The status of an object that a snapshot holds, typed as {@link specOf} does.
 *
 * @public
 */
export function statusOf<Status extends object>(
  object: KubernetesObject,
): Partial<Status> {
  return isRecord(object.status) ? (object.status as Partial<Status>) : {};
}
