import type {
  Deployment,
  EndpointSlice,
  Gateway,
  GatewayClass,
  HorizontalPodAutoscaler,
  HttpRoute,
  Namespace,
  Pod,
  ReplicaSet,
  Service,
  ServiceAccount,
} from './objects';

/** What the loops know of a cluster at one moment. */
export interface World {
  namespaces: readonly Namespace[];
  serviceAccounts: readonly ServiceAccount[];
  deployments: readonly Deployment[];
  replicaSets: readonly ReplicaSet[];
  pods: readonly Pod[];
  services: readonly Service[];
  endpointSlices: readonly EndpointSlice[];
  autoscalers: readonly HorizontalPodAutoscaler[];
  gatewayClasses: readonly GatewayClass[];
  gateways: readonly Gateway[];
  httpRoutes: readonly HttpRoute[];
}

/** Where the API server lists each. */
export const paths: Record<keyof World, string> = {
  namespaces: '/api/v1/namespaces',
  serviceAccounts: '/api/v1/serviceaccounts',
  deployments: '/apis/apps/v1/deployments',
  replicaSets: '/apis/apps/v1/replicasets',
  pods: '/api/v1/pods',
  services: '/api/v1/services',
  endpointSlices: '/apis/discovery.k8s.io/v1/endpointslices',
  autoscalers: '/apis/autoscaling/v2/horizontalpodautoscalers',
  gatewayClasses: '/apis/gateway.networking.k8s.io/v1/gatewayclasses',
  gateways: '/apis/gateway.networking.k8s.io/v1/gateways',
  httpRoutes: '/apis/gateway.networking.k8s.io/v1/httproutes',
};

export type WorldObject = World[keyof World][number];

/** What is particular to one cluster. */
export interface Place {
  zone: string;
  /** The first two numbers of its Pods' addresses. */
  podNetwork: string;
  /** The first three numbers of its load balancers' addresses. */
  balancerNetwork: string;
  now: () => Date;
}

/** A step towards what should be. */
export type Write =
  | { verb: 'create'; object: WorldObject }
  | { verb: 'patch'; object: WorldObject; change: object }
  | { verb: 'replace'; object: WorldObject }
  /** Writes the status and nothing else. */
  | { verb: 'status'; object: WorldObject }
  | { verb: 'delete'; object: WorldObject };

/** Looks at what is, whatever happened before, and says the next steps: none when all is well. */
export type Controller = (world: World, place: Place) => Write[];

export const keyOf = ({ metadata: { namespace, name } }: WorldObject) =>
  `${namespace ?? ''}/${name}`;

export function sameNamespace(a: WorldObject, b: WorldObject): boolean {
  return a.metadata.namespace === b.metadata.namespace;
}

/** Whether labels satisfy a selector. An empty selector of a Service or Deployment selects nothing. */
export function selects(
  selector: Record<string, string> | undefined,
  labels: Record<string, string> = {},
): boolean {
  const wanted = Object.entries(selector ?? {});
  return (
    wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value)
  );
}

export function ownerOf({ apiVersion, kind, metadata }: WorldObject) {
  const { name, uid = '' } = metadata;
  return [{ apiVersion, kind, name, uid, controller: true }];
}

export function isOwnedBy(object: WorldObject, owner: WorldObject): boolean {
  return (object.metadata.ownerReferences ?? []).some(
    reference => reference.controller && reference.uid === owner.metadata.uid,
  );
}
