import { Kind, kindOf, kinds } from '@product-gateways/mesh';

/** What pages are made of. */
export const pageKinds: readonly Kind[] = [
  ...of('networking.istio.io', 'Gateway', 'VirtualService'),
  ...of('networking.istio.io', 'DestinationRule', 'ServiceEntry'),
  ...of('gateway.networking.k8s.io', 'GatewayClass', 'Gateway', 'ListenerSet'),
  ...of('gateway.networking.k8s.io', 'HTTPRoute', 'GRPCRoute', 'TLSRoute'),
  ...of('gateway.networking.k8s.io', 'TCPRoute', 'ReferenceGrant'),
  ...of('networking.k8s.io', 'Ingress', 'IngressClass'),
  ...of('', 'Namespace', 'Service', 'Pod'),
  ...of('apps', 'Deployment'),
  ...of('discovery.k8s.io', 'EndpointSlice'),
];

/**
 * What only plans of changes look at: policies, certificates, autoscalers, the Nodes' localities. A page says all it has to say without
 * them; to a plan one that is not seen is unknown.
 */
export const planKinds: readonly Kind[] = kinds.filter(
  kind => !pageKinds.includes(kind),
);

/** The reader's ClusterRole has to allow get, list and watch of each. */
export const watchedKinds: readonly Kind[] = [...pageKinds, ...planKinds];

function of(group: string, ...names: string[]): Kind[] {
  return names.map(name => {
    const kind = kindOf(group, name);
    if (!kind) throw new Error(`Snapshots know no kind ${name} of '${group}'`);
    return kind;
  });
}
