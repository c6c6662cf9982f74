import { KubernetesObject } from '../resources';
import { Kinds, Snapshot } from '../snapshot';
import { gatewayApiRoute } from './gatewayApiRoute';
import { HostRoute } from './HostRoute';
import { ingressRoute } from './ingressRoute';
import { istioRoute } from './istioRoute';

/** The routes of a namespace that gateways serve; those for the mesh alone have no host that the world knows. */
export function hostRoutes(snapshot: Snapshot, namespace: string): HostRoute[] {
  return readers.flatMap(([group, kind, read]) =>
    snapshot
      .inNamespace(group, kind, namespace)
      .flatMap(object => read(object) ?? []),
  );
}

type Reader = (object: KubernetesObject) => HostRoute | undefined;

const readers: readonly (readonly [group: string, kind: string, Reader])[] = [
  ['networking.istio.io', 'VirtualService', istioRoute],
  ['gateway.networking.k8s.io', 'HTTPRoute', gatewayApiRoute],
  ['gateway.networking.k8s.io', 'GRPCRoute', gatewayApiRoute],
  ['gateway.networking.k8s.io', 'TLSRoute', gatewayApiRoute],
  ['networking.k8s.io', 'Ingress', ingressRoute],
];

/** The kinds that state hosts. */
export const hostRouteKinds: Kinds = readers.map(
  ([group, kind]) => [group, kind] as const,
);

/** All kinds that claims are read from. */
export const readKinds: Kinds = [
  ['', 'Namespace'],
  ['', 'Service'],
  ['networking.istio.io', 'Gateway'],
  ['gateway.networking.k8s.io', 'Gateway'],
  ['gateway.networking.k8s.io', 'ListenerSet'],
  ...hostRouteKinds,
];
