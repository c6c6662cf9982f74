/**
 * A kind of object as an API server lists it.
 *
 * @public
 */
export interface Kind {
  /** Empty for the core group. */
  group: string;
  kind: string;
  plural: string;
  /** Those that mean the same, preferred first: ask a server for the first that it has. */
  versions: readonly [string, ...string[]];
  namespaced: boolean;
}

const of = (
  group: string,
  kind: string,
  plural: string,
  ...versions: [string, ...string[]]
): Kind => ({ group, kind, plural, versions, namespaced: true });

const clusterWide = (kind: Kind): Kind => ({ ...kind, namespaced: false });

const istioNetworking = 'networking.istio.io';
const istioSecurity = 'security.istio.io';
const gatewayApi = 'gateway.networking.k8s.io';

/**
 * What snapshots are made of, and all that a live cluster is watched for.
 *
 * @public
 */
export const kinds: readonly Kind[] = [
  of(istioNetworking, 'Gateway', 'gateways', 'v1', 'v1beta1', 'v1alpha3'),
  of(
    istioNetworking,
    'VirtualService',
    'virtualservices',
    'v1',
    'v1beta1',
    'v1alpha3',
  ),
  of(
    istioNetworking,
    'DestinationRule',
    'destinationrules',
    'v1',
    'v1beta1',
    'v1alpha3',
  ),
  of(
    istioNetworking,
    'ServiceEntry',
    'serviceentries',
    'v1',
    'v1beta1',
    'v1alpha3',
  ),
  of(
    istioNetworking,
    'WorkloadEntry',
    'workloadentries',
    'v1',
    'v1beta1',
    'v1alpha3',
  ),
  of(istioNetworking, 'Sidecar', 'sidecars', 'v1', 'v1beta1', 'v1alpha3'),
  of(istioNetworking, 'EnvoyFilter', 'envoyfilters', 'v1alpha3'),
  of(
    istioSecurity,
    'AuthorizationPolicy',
    'authorizationpolicies',
    'v1',
    'v1beta1',
  ),
  of(
    istioSecurity,
    'RequestAuthentication',
    'requestauthentications',
    'v1',
    'v1beta1',
  ),
  of(
    istioSecurity,
    'PeerAuthentication',
    'peerauthentications',
    'v1',
    'v1beta1',
  ),

  clusterWide(
    of(gatewayApi, 'GatewayClass', 'gatewayclasses', 'v1', 'v1beta1'),
  ),
  of(gatewayApi, 'Gateway', 'gateways', 'v1', 'v1beta1'),
  of(gatewayApi, 'ListenerSet', 'listenersets', 'v1'),
  of(gatewayApi, 'HTTPRoute', 'httproutes', 'v1', 'v1beta1'),
  of(gatewayApi, 'GRPCRoute', 'grpcroutes', 'v1', 'v1alpha2'),
  of(gatewayApi, 'TLSRoute', 'tlsroutes', 'v1', 'v1alpha3', 'v1alpha2'),
  of(gatewayApi, 'TCPRoute', 'tcproutes', 'v1', 'v1alpha2'),
  of(gatewayApi, 'ReferenceGrant', 'referencegrants', 'v1', 'v1beta1'),
  of(gatewayApi, 'BackendTLSPolicy', 'backendtlspolicies', 'v1', 'v1alpha3'),

  of('networking.k8s.io', 'Ingress', 'ingresses', 'v1'),
  clusterWide(of('networking.k8s.io', 'IngressClass', 'ingressclasses', 'v1')),

  clusterWide(of('', 'Namespace', 'namespaces', 'v1')),
  clusterWide(of('', 'Node', 'nodes', 'v1')),
  of('', 'Service', 'services', 'v1'),
  of('', 'Pod', 'pods', 'v1'),
  of('apps', 'Deployment', 'deployments', 'v1'),
  of('discovery.k8s.io', 'EndpointSlice', 'endpointslices', 'v1'),
  of(
    'autoscaling',
    'HorizontalPodAutoscaler',
    'horizontalpodautoscalers',
    'v2',
  ),
  of('policy', 'PodDisruptionBudget', 'poddisruptionbudgets', 'v1'),

  of('cert-manager.io', 'Certificate', 'certificates', 'v1'),
];

/**
 * Kinds that plans write and agents apply. Nothing watches them: a Secret's values are never kept.
 *
 * @public
 */
export const writtenKinds: readonly Kind[] = [
  of('', 'ServiceAccount', 'serviceaccounts', 'v1'),
  of('', 'Secret', 'secrets', 'v1'),
  of('', 'ConfigMap', 'configmaps', 'v1'),
  of('rbac.authorization.k8s.io', 'Role', 'roles', 'v1'),
  of('rbac.authorization.k8s.io', 'RoleBinding', 'rolebindings', 'v1'),
];

const byName = new Map(
  [...kinds, ...writtenKinds].map(kind => [`${kind.group}/${kind.kind}`, kind]),
);

/**
 * Undefined for kinds that are neither read nor written.
 *
 * @public
 */
export function kindOf(group: string, kind: string): Kind | undefined {
  return byName.get(`${group}/${kind}`);
}
