import type { KubernetesObject } from '../object';

/** A kind that the server serves. */
export interface ResourceType {
  group: string;
  /** Served, preferred first. An object reads the same in each of them but for its `apiVersion`. */
  versions: readonly string[];
  kind: string;
  plural: string;
  singular: string;
  shortNames: readonly string[];
  categories: readonly string[];
  namespaced: boolean;
  /** `status` is written by its subresource alone. */
  hasStatus: boolean;
  /** `metadata.generation` counts the changes of what is wanted. */
  countsGenerations: boolean;
  /** Made by a CRD: an update must name the resource version. */
  custom: boolean;
}

/** `virtualservices.networking.istio.io`; core resources stand alone. */
export function resourceKey({
  group,
  plural,
}: Pick<ResourceType, 'group' | 'plural'>): string {
  return group ? `${plural}.${group}` : plural;
}

export const customResourceDefinitions = builtIn(
  'apiextensions.k8s.io/v1',
  'CustomResourceDefinition',
  {
    shortNames: ['crd', 'crds'],
    namespaced: false,
    categories: ['api-extensions'],
  },
);

export const namespaces = builtIn('v1', 'Namespace', {
  shortNames: ['ns'],
  namespaced: false,
  countsGenerations: false,
});

const withoutStatus = { hasStatus: false, countsGenerations: false };

/** What every cluster has, as far as gateways, those who run them and kubectl need it. */
export const builtInResources: readonly ResourceType[] = [
  namespaces,
  builtIn('v1', 'ConfigMap', { shortNames: ['cm'], ...withoutStatus }),
  builtIn('v1', 'Endpoints', {
    plural: 'endpoints',
    shortNames: ['ep'],
    ...withoutStatus,
  }),
  builtIn('v1', 'Event', { shortNames: ['ev'], ...withoutStatus }),
  builtIn('v1', 'Node', {
    shortNames: ['no'],
    namespaced: false,
    countsGenerations: false,
  }),
  builtIn('v1', 'Pod', { shortNames: ['po'], categories: ['all'] }),
  builtIn('v1', 'Secret', withoutStatus),
  builtIn('v1', 'Service', {
    shortNames: ['svc'],
    categories: ['all'],
    countsGenerations: false,
  }),
  builtIn('v1', 'ServiceAccount', { shortNames: ['sa'], ...withoutStatus }),
  builtIn('apps/v1', 'DaemonSet', { shortNames: ['ds'], categories: ['all'] }),
  builtIn('apps/v1', 'Deployment', {
    shortNames: ['deploy'],
    categories: ['all'],
  }),
  builtIn('apps/v1', 'ReplicaSet', { shortNames: ['rs'], categories: ['all'] }),
  builtIn('autoscaling/v2', 'HorizontalPodAutoscaler', {
    shortNames: ['hpa'],
    categories: ['all'],
    countsGenerations: false,
  }),
  builtIn('discovery.k8s.io/v1', 'EndpointSlice', { hasStatus: false }),
  builtIn('networking.k8s.io/v1', 'Ingress', {
    plural: 'ingresses',
    shortNames: ['ing'],
  }),
  builtIn('networking.k8s.io/v1', 'IngressClass', {
    plural: 'ingressclasses',
    namespaced: false,
    hasStatus: false,
  }),
  builtIn('policy/v1', 'PodDisruptionBudget', { shortNames: ['pdb'] }),
  builtIn('rbac.authorization.k8s.io/v1', 'ClusterRole', {
    namespaced: false,
    ...withoutStatus,
  }),
  builtIn('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', {
    namespaced: false,
    ...withoutStatus,
  }),
  builtIn('rbac.authorization.k8s.io/v1', 'Role', withoutStatus),
  builtIn('rbac.authorization.k8s.io/v1', 'RoleBinding', withoutStatus),
  customResourceDefinitions,
];

function builtIn(
  apiVersion: string,
  kind: string,
  differences: Partial<ResourceType>,
): ResourceType {
  const [version, group = ''] = apiVersion.split('/').reverse();
  return {
    group,
    versions: [version],
    kind,
    plural: `${kind.toLowerCase()}s`,
    singular: kind.toLowerCase(),
    shortNames: [],
    categories: [],
    namespaced: true,
    hasStatus: true,
    countsGenerations: true,
    custom: false,
    ...differences,
  };
}

/** The parts of a CRD that decide how its objects are served. */
export interface CrdSpec {
  group: string;
  scope: 'Namespaced' | 'Cluster';
  names: {
    kind: string;
    plural: string;
    singular?: string;
    shortNames?: string[];
    categories?: string[];
  };
  versions: {
    name: string;
    served: boolean;
    storage: boolean;
    subresources?: { status?: object };
  }[];
}

export function customResource(crd: KubernetesObject): ResourceType {
  const { group, scope, names, versions } = crd.spec as CrdSpec;
  const served = versions.filter(version => version.served);
  return {
    group,
    versions: served.map(version => version.name).sort(byPriority),
    kind: names.kind,
    plural: names.plural,
    singular: names.singular ?? names.kind.toLowerCase(),
    shortNames: names.shortNames ?? [],
    categories: names.categories ?? [],
    namespaced: scope === 'Namespaced',
    hasStatus: served.some(
      version => version.subresources?.status !== undefined,
    ),
    countsGenerations: true,
    custom: true,
  };
}

/** v2, v1, v1beta2, v1beta1, v1alpha1. kubernetes.io: "Versions in CustomResourceDefinitions", version priority. */
export function byPriority(a: string, b: string): number {
  const [x, y] = [a, b].map(rank);
  return (
    x.stability - y.stability ||
    y.major - x.major ||
    y.minor - x.minor ||
    (a < b ? -1 : 1)
  );
}

function rank(version: string) {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  if (!match) return { stability: 3, major: 0, minor: 0 };
  const [, major, stage, minor = 0] = match;
  const stability =
    stage === undefined ? 0 : ['beta', 'alpha'].indexOf(stage) + 1;
  return { stability, major: Number(major), minor: Number(minor) };
}
