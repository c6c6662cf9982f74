import { KubernetesObject, ObjectRef } from '../resources';
import { Snapshot } from '../snapshot';

/** Of an object that routes requests, what ownership asks: which hosts, and to whom it leads. */
export interface HostRoute {
  object: KubernetesObject;
  hosts: readonly StatedHost[];
  /** What the gateways are open for that it names: a wildcard is narrowed to that. */
  openHosts(snapshot: Snapshot): readonly string[];
  /** Services, and the routes that this one delegates to. */
  leadsTo(): readonly ObjectRef[];
}

export interface StatedHost {
  /** As it is written; `*` where nothing is. */
  host: string;
  /** Where the object says so: `spec.hosts[0]`. */
  path: string;
}
