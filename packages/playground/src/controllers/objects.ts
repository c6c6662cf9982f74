/** Of each kind, the fields that the loops read or write. The API server has checked the rest. */
export interface Meta {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
  deletionTimestamp?: string;
}

export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
}

interface Base<Kind extends string> {
  apiVersion: string;
  kind: Kind;
  metadata: Meta;
}

export type Namespace = Base<'Namespace'>;
export type ServiceAccount = Base<'ServiceAccount'>;

export interface Deployment extends Base<'Deployment'> {
  spec: {
    replicas?: number;
    selector: { matchLabels?: Record<string, string> };
    template: PodTemplate;
  };
  status?: DeploymentStatus;
}

export interface DeploymentStatus {
  observedGeneration?: number;
  replicas?: number;
  readyReplicas?: number;
  updatedReplicas?: number;
  availableReplicas?: number;
  conditions?: Condition[];
}

export interface PodTemplate {
  metadata?: Partial<Meta>;
  spec: PodSpec;
}

export interface PodSpec {
  containers: Container[];
  [field: string]: unknown;
}

export interface Container {
  name: string;
  image: string;
  ports?: { name?: string; containerPort: number; protocol?: string }[];
  [field: string]: unknown;
}

export interface ReplicaSet extends Base<'ReplicaSet'> {
  spec: Deployment['spec'];
  status?: { replicas: number };
}

export interface Pod extends Base<'Pod'> {
  spec: PodSpec;
  status?: {
    phase?: string;
    podIP?: string;
    conditions?: Condition[];
    [field: string]: unknown;
  };
}

export interface Service extends Base<'Service'> {
  spec: {
    type?: string;
    selector?: Record<string, string>;
    ports?: ServicePort[];
  };
  status?: { loadBalancer?: { ingress?: { ip?: string }[] } };
}

export interface ServicePort {
  name?: string;
  port: number;
  targetPort?: number | string;
  protocol?: string;
  appProtocol?: string;
}

export interface EndpointSlice extends Base<'EndpointSlice'> {
  addressType: string;
  endpoints: Endpoint[] | null;
  ports: { name?: string; port: number; protocol?: string }[] | null;
}

export interface Endpoint {
  addresses: string[];
  conditions?: { ready?: boolean; serving?: boolean; terminating?: boolean };
  zone?: string;
  targetRef?: { kind: string; name: string; namespace?: string; uid?: string };
}

export interface HorizontalPodAutoscaler
  extends Base<'HorizontalPodAutoscaler'> {
  spec: {
    scaleTargetRef: { kind: string; name: string };
    minReplicas?: number;
    maxReplicas: number;
  };
  status?: { currentReplicas?: number; desiredReplicas?: number };
}

export interface GatewayClass extends Base<'GatewayClass'> {
  spec: { controllerName: string };
  status?: { conditions?: Condition[] };
}

export interface Gateway extends Base<'Gateway'> {
  spec: { gatewayClassName: string; listeners: Listener[] };
  status?: {
    addresses?: { type: string; value: string }[];
    conditions?: Condition[];
    listeners?: ListenerStatus[];
  };
}

export interface Listener {
  name: string;
  port: number;
  protocol: string;
  hostname?: string;
  allowedRoutes?: {
    namespaces?: {
      from?: string;
      selector?: { matchLabels?: Record<string, string> };
    };
  };
}

export interface ListenerStatus {
  name: string;
  attachedRoutes: number;
  supportedKinds: { group: string; kind: string }[];
  conditions: Condition[];
}

export interface HttpRoute extends Base<'HTTPRoute'> {
  spec: {
    parentRefs?: ParentRef[];
    hostnames?: string[];
    rules?: { backendRefs?: BackendRef[] }[];
  };
  status?: {
    parents?: {
      parentRef: ParentRef;
      controllerName: string;
      conditions: Condition[];
    }[];
  };
}

export interface ParentRef {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  sectionName?: string;
  port?: number;
}

export interface BackendRef {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
}

export interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason: string;
  message: string;
  lastTransitionTime?: string;
  observedGeneration?: number;
}
