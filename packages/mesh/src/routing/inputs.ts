import { Kinds, Snapshot } from '../snapshot';

/** The kinds that parts of the translation read. */

export const serviceKinds: Kinds = [
  ['', 'Service'],
  ['networking.istio.io', 'ServiceEntry'],
];

export const workloadKinds: Kinds = [
  ['apps', 'Deployment'],
  ['apps', 'StatefulSet'],
  ['apps', 'DaemonSet'],
  ['', 'Pod'],
];

/** What says which listeners there are, and which namespaces' routes they take. */
export const gatewayApiGatewayKinds: Kinds = [
  ...['Gateway', 'GatewayClass', 'ListenerSet', 'ReferenceGrant'].map(
    kind => ['gateway.networking.k8s.io', kind] as const,
  ),
  ['gateway.networking.x-k8s.io', 'XListenerSet'],
  ['', 'Namespace'],
  ['', 'Secret'],
];

export const gatewayApiKinds: Kinds = [
  ...gatewayApiGatewayKinds,
  ...['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute'].map(
    kind => ['gateway.networking.k8s.io', kind] as const,
  ),
];

export const ingressClassKinds: Kinds = [
  ['networking.k8s.io', 'Ingress'],
  ['networking.k8s.io', 'IngressClass'],
];

export const ingressKinds: Kinds = [...ingressClassKinds, ...serviceKinds];

/** All that routes and their destinations are made from. */
export const routeKinds: Kinds = [
  ['networking.istio.io', 'VirtualService'],
  ['networking.istio.io', 'DestinationRule'],
  ...gatewayApiKinds,
  ...ingressKinds,
];

/** What `memoisedBy` looks at: the lists of these kinds, and which kinds cannot be seen. */
export function partsOf(kinds: Kinds): (snapshot: Snapshot) => object[] {
  return snapshot => [
    snapshot.unseen,
    ...kinds.map(([group, kind]) => snapshot.byNamespace(group, kind)),
  ];
}
