/**
 * One cluster of a large company, as parsed JSON: every team has a namespace with ten services, what runs them, and a gateway of its own
 * through which eight of its ten hosts are served. The other two stand behind one of ten gateways of the platform.
 */
export interface World {
  readonly teams: number;
  readonly objects: readonly KubernetesJson[];
}

export interface KubernetesJson {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

export const platformGateways = 10;
const servicesOfTeam = 10;
const hostsOnOwnGateway = 8;

/** With 1,000 teams: 10,000 services, 10,000 VirtualServices, 2,000 HTTPRoutes and 1,010 gateways; 70,000 objects in all. */
export function world(teams: number): World {
  const platform = Array.from({ length: platformGateways }, (_, index) =>
    istioGateway('platform', `shared-${index}`, ['*.shared.example.com']),
  );
  return {
    teams,
    objects: [
      namespace('platform'),
      ...platform.flat(),
      ...Array.from({ length: teams }, (_, team) => teamObjects(team)).flat(),
    ],
  };
}

export const teamName = (team: number) => `team-${team}`;
export const serviceName = (service: number) => `service-${service}`;
export const hostOf = (team: number, service: number) =>
  service < hostsOnOwnGateway
    ? `service-${service}.team-${team}.example.com`
    : `service-${service}-team-${team}.shared.example.com`;

/** Every fifth team has a gateway of Gateway API. */
export const usesGatewayApi = (team: number) => team % 5 === 4;

function teamObjects(team: number): KubernetesJson[] {
  const own = teamName(team);
  const hosts = [`*.${own}.example.com`];
  return [
    namespace(own),
    ...(usesGatewayApi(team)
      ? managedGateway(own, 'gateway', hosts)
      : istioGateway(own, 'gateway', hosts)),
    ...Array.from({ length: servicesOfTeam }, (_, service) => [
      ...service_(own, serviceName(service), 2, 8080),
      virtualService(team, service),
      ...(usesGatewayApi(team) ? [httpRoute(team, service)] : []),
    ]).flat(),
    destinationRule(own, serviceName(0)),
  ];
}

/** From 2024 on, an object a minute. */
function metadata(
  namespaceName: string | undefined,
  name: string,
  labels: Record<string, string> = {},
) {
  made += 1;
  return {
    name,
    namespace: namespaceName,
    uid: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`,
    resourceVersion: String(made),
    generation: 1,
    creationTimestamp: new Date(Date.UTC(2024) + made * 60_000)
      .toISOString()
      .replace('.000', ''),
    labels: { 'app.kubernetes.io/managed-by': 'gitops', ...labels },
  };
}
let made = 0;

function namespace(name: string): KubernetesJson {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: metadata(undefined, name, {
      'product-gateways.io/product': name,
      'istio-injection': 'enabled',
    }),
  };
}

/** A Service with its Deployment, pods and endpoints. */
function service_(
  namespaceName: string,
  name: string,
  replicas: number,
  targetPort: number,
  { ports = [80], labels = {}, container = 'app', type = 'ClusterIP' } = {},
): KubernetesJson[] {
  const selector = { app: name, ...labels };
  const podSpec = {
    containers: [
      {
        name: container,
        image: `registry.example.com/${namespaceName}/${name}:1.4.2`,
        ports: [{ name: 'http', containerPort: targetPort }],
        resources: { requests: { cpu: '100m', memory: '128Mi' } },
      },
    ],
  };
  const pods = Array.from({ length: replicas }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...metadata(namespaceName, `${name}-7d9c6b5f4-x${index}`, selector),
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: `${name}-7d9c6b5f4`,
          uid: '00000000-0000-4000-8000-000000000000',
          controller: true,
        },
      ],
    },
    spec: podSpec,
    status: {
      phase: 'Running',
      podIP: `10.0.${index}.1`,
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  }));
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata(namespaceName, name, selector),
      spec: {
        type,
        selector,
        ports: ports.map(port => ({
          name: `http-${port}`,
          port,
          targetPort: ports.length > 1 ? port : targetPort,
        })),
      },
      status:
        type === 'LoadBalancer'
          ? { loadBalancer: { ingress: [{ ip: '203.0.113.7' }] } }
          : { loadBalancer: {} },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: metadata(namespaceName, name, selector),
      spec: {
        replicas,
        selector: { matchLabels: selector },
        template: { metadata: { labels: selector }, spec: podSpec },
      },
      status: { replicas, readyReplicas: replicas },
    },
    ...pods,
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: metadata(namespaceName, `${name}-abcde`, {
        'kubernetes.io/service-name': name,
      }),
      addressType: 'IPv4',
      ports: ports.map(port => ({ name: `http-${port}`, port: targetPort })),
      endpoints: pods.map((pod, index) => ({
        addresses: [`10.0.${index}.1`],
        conditions: { ready: true, serving: true, terminating: false },
        targetRef: { kind: 'Pod', name: pod.metadata.name },
        zone: `europe-west1-${'bcd'[index % 3]}`,
      })),
    },
  ];
}

function gatewayProxy(
  namespaceName: string,
  name: string,
  labels: Record<string, string>,
) {
  return service_(namespaceName, name, 2, 8080, {
    ports: [80, 443],
    container: 'istio-proxy',
    type: 'LoadBalancer',
    labels,
  });
}

function istioGateway(
  namespaceName: string,
  name: string,
  hosts: string[],
): KubernetesJson[] {
  // A Gateway's selector takes pods of every namespace, so that each has a label of its own.
  const istio = `${namespaceName}-${name}`;
  return [
    ...gatewayProxy(namespaceName, name, { istio }),
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: metadata(namespaceName, name),
      spec: {
        selector: { istio },
        servers: [
          {
            port: { number: 80, name: 'http', protocol: 'HTTP' },
            tls: { httpsRedirect: true },
            hosts,
          },
          {
            port: { number: 443, name: 'https', protocol: 'HTTPS' },
            tls: { mode: 'SIMPLE', credentialName: `${name}-tls` },
            hosts,
          },
        ],
      },
    },
  ];
}

function managedGateway(
  namespaceName: string,
  name: string,
  [hostname]: string[],
): KubernetesJson[] {
  return [
    ...gatewayProxy(namespaceName, `${name}-istio`, {
      'gateway.networking.k8s.io/gateway-name': name,
    }),
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: metadata(namespaceName, name),
      spec: {
        gatewayClassName: 'istio',
        listeners: [{ name: 'http', port: 80, protocol: 'HTTP', hostname }],
      },
    },
  ];
}

/** Two paths to two services, and what is left to a third; every fourth splits by weight. */
function virtualService(team: number, service: number): KubernetesJson {
  const own = teamName(team);
  const to = (index: number, weight?: number, subset?: string) => ({
    destination: {
      host: `${serviceName(index % servicesOfTeam)}.${own}.svc.cluster.local`,
      port: { number: 80 },
      ...(subset && { subset }),
    },
    ...(weight !== undefined && { weight }),
  });
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: metadata(own, serviceName(service)),
    spec: {
      ...placeOf(team, service),
      http: [
        {
          match: [
            { uri: { prefix: '/v2/' }, method: { exact: 'GET' } },
            { uri: { exact: '/v2' } },
          ],
          route: [to(service + 1)],
          timeout: '5s',
        },
        {
          match: [
            {
              uri: { prefix: '/beta/' },
              headers: { 'x-beta': { exact: 'yes' } },
            },
          ],
          rewrite: { uri: '/' },
          route: [to(service + 2)],
        },
        {
          route:
            service % 4 === 0
              ? [to(0, 90, 'v1'), to(0, 10, 'v2')]
              : [to(service)],
          retries: { attempts: 3, perTryTimeout: '2s', retryOn: '5xx' },
        },
      ],
    },
  };
}

/** On the team's gateway, on one of the platform's, or, where Gateway API does the former, in the mesh alone. */
function placeOf(team: number, service: number) {
  const hosts = [hostOf(team, service)];
  if (service >= hostsOnOwnGateway)
    return { hosts, gateways: [`platform/shared-${team % platformGateways}`] };
  return usesGatewayApi(team)
    ? { hosts: [serviceName(service)], gateways: ['mesh'] }
    : { hosts, gateways: ['gateway'] };
}

function httpRoute(team: number, service: number): KubernetesJson {
  const own = teamName(team);
  const backendRefs = (index: number) => [
    { name: serviceName(index % servicesOfTeam), port: 80 },
  ];
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: metadata(own, serviceName(service)),
    spec: {
      parentRefs: [{ name: 'gateway' }],
      hostnames: [`service-${service}.${own}.example.com`],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/v2' } }],
          backendRefs: backendRefs(service + 1),
        },
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: backendRefs(service),
        },
      ],
    },
  };
}

function destinationRule(namespaceName: string, name: string): KubernetesJson {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: metadata(namespaceName, name),
    spec: {
      host: `${name}.${namespaceName}.svc.cluster.local`,
      subsets: ['v1', 'v2'].map(version => ({
        name: version,
        labels: { version },
      })),
    },
  };
}
