import { KubernetesObject, ObjectRef } from '../resources';
import { Snapshot } from '../snapshot';
import { gatewayApiRoutes } from './gatewayApiRoutes';
import { ingressRoutes } from './ingressRoutes';
import { istioRoutes } from './istioRoutes';

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

/** The routes of a cluster that gateways serve; those for the mesh alone have no host that the world knows. */
export function hostRoutes(snapshot: Snapshot): HostRoute[] {
  return [
    ...istioRoutes(snapshot),
    ...gatewayApiRoutes(snapshot),
    ...ingressRoutes(snapshot),
  ];
}

/** The kinds that claims are read from. */
export const readKinds: readonly { group: string; kind: string }[] = [
  { group: '', kind: 'Namespace' },
  { group: '', kind: 'Service' },
  { group: 'networking.istio.io', kind: 'VirtualService' },
  { group: 'networking.istio.io', kind: 'Gateway' },
  { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' },
  { group: 'gateway.networking.k8s.io', kind: 'GRPCRoute' },
  { group: 'gateway.networking.k8s.io', kind: 'TLSRoute' },
  { group: 'gateway.networking.k8s.io', kind: 'Gateway' },
  { group: 'gateway.networking.k8s.io', kind: 'ListenerSet' },
  { group: 'networking.k8s.io', kind: 'Ingress' },
];
