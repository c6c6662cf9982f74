import { KubernetesObject, ObjectRef } from '../resources';

/** Of an object that routes requests, what ownership asks: which hosts, and to whom it leads. */
export interface HostRoute {
  object: KubernetesObject;
  hosts: readonly StatedHost[];
  /** Services, and the routes that this one delegates to. */
  leadsTo: readonly ObjectRef[];
}

export interface StatedHost {
  /** As it is written. */
  host: string;
  /** Where the object says so: `spec.hosts[0]`. */
  path: string;
}
