import { Snapshot } from '../snapshot';

/** The kinds that a part of the translation reads, so that it runs anew only when one of them changes. */
export type Kinds = readonly (readonly [group: string, kind: string])[];

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

export const gatewayApiKinds: Kinds = [
  ...['Gateway', 'GatewayClass', 'ListenerSet', 'ReferenceGrant'].map(
    kind => ['gateway.networking.k8s.io', kind] as const,
  ),
  ...['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute'].map(
    kind => ['gateway.networking.k8s.io', kind] as const,
  ),
  ['gateway.networking.x-k8s.io', 'XListenerSet'],
  ['', 'Namespace'],
  ['', 'Secret'],
];

export const ingressKinds: Kinds = [
  ['networking.k8s.io', 'Ingress'],
  ['networking.k8s.io', 'IngressClass'],
  ...serviceKinds,
];

/** All that gateways are stated in. */
export const gatewayKinds: Kinds = [
  ['networking.istio.io', 'Gateway'],
  ...gatewayApiKinds,
  ...ingressKinds,
];

/** What `memoisedBy` looks at: the lists of these kinds, and which kinds cannot be seen. */
export function partsOf(kinds: Kinds): (snapshot: Snapshot) => object[] {
  return snapshot => [
    snapshot.unseen,
    ...kinds.map(([group, kind]) => snapshot.list(group, kind)),
  ];
}
