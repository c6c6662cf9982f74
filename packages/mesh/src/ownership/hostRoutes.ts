import { Snapshot } from '../snapshot';
import { gatewayApiRoutes } from './gatewayApiRoutes';
import { HostRoute } from './HostRoute';
import { ingressRoutes } from './ingressRoutes';
import { istioRoutes } from './istioRoutes';

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
