import { gatewaysOf, routeTable, snapshotOf } from '@product-gateways/mesh';
import { measure } from './measure';
import { Row, timed } from './table';
import { KubernetesJson } from './world';

/** Ten times as many of one thing on one gateway take about ten times as long. */
export function growth(): Row[] {
  return Object.entries(shapes).flatMap(([what, shape]) =>
    [1_000, 10_000].map(count => {
      const objects = [...gateway, ...shape(count)];
      const timing = measure(
        { runs: 5, before: () => snapshotOf('east', objects) },
        snapshot =>
          gatewaysOf(snapshot).map(each => routeTable(snapshot, each)),
      );
      return timed(`${count.toLocaleString('en')} ${what}`, timing);
    }),
  );
}

const labels = { istio: 'ingress' };
const hosts = (count: number) =>
  Array.from({ length: count }, (_, index) => `host-${index}.example.com`);
const metadata = (name: string) => ({ name, namespace: 'edge' });

const shapes: Record<string, (count: number) => KubernetesJson[]> = {
  'routes of one host': count => [
    istioGateway('edge', ['*']),
    virtualService('all', ['host.example.com'], count),
  ],
  'VirtualServices of one host': count => [
    istioGateway('edge', ['*']),
    ...hosts(count).map((_, index) =>
      virtualService(`vs-${index}`, ['host.example.com'], 1),
    ),
  ],
  'hosts, each with a VirtualService, behind one wildcard': count => [
    istioGateway('edge', ['*.example.com']),
    ...hosts(count).map((host, index) =>
      virtualService(`vs-${index}`, [host], 1),
    ),
  ],
  'hosts of one server, each with a VirtualService': count => [
    istioGateway('edge', hosts(count)),
    ...hosts(count).map((host, index) =>
      virtualService(`vs-${index}`, [host], 1),
    ),
  ],
  'hosts of one server and of one VirtualService': count => [
    istioGateway('edge', hosts(count)),
    virtualService('all', hosts(count), 1),
  ],
  'Gateways with a host and a VirtualService each': count =>
    hosts(count).flatMap((host, index) => [
      istioGateway(`gateway-${index}`, [host]),
      virtualService(`vs-${index}`, [host], 1, `gateway-${index}`),
    ]),
  'HTTPRoutes on one listener': count => [
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: metadata('managed'),
      spec: {
        gatewayClassName: 'istio',
        listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }],
      },
    },
    ...hosts(count).map((host, index) => ({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: metadata(`route-${index}`),
      spec: {
        parentRefs: [{ name: 'managed' }],
        hostnames: [host],
        rules: [{ backendRefs: [{ name: 'backend', port: 80 }] }],
      },
    })),
  ],
};

const gateway: readonly KubernetesJson[] = [
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata('backend'),
    spec: { selector: { app: 'backend' }, ports: [{ port: 80 }] },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata('ingress'),
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'istio-proxy' }] },
      },
    },
  },
];

function istioGateway(name: string, serverHosts: string[]): KubernetesJson {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: metadata(name),
    spec: {
      selector: labels,
      servers: [
        {
          port: { number: 443, name: 'https', protocol: 'HTTPS' },
          tls: { mode: 'SIMPLE', credentialName: name },
          hosts: serverHosts,
        },
      ],
    },
  };
}

function virtualService(
  name: string,
  ownHosts: string[],
  routes: number,
  boundTo = 'edge',
): KubernetesJson {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: metadata(name),
    spec: {
      hosts: ownHosts,
      gateways: [boundTo],
      http: Array.from({ length: routes }, (_, index) => ({
        match: [{ uri: { prefix: `/${name}/${index}/` } }],
        route: [{ destination: { host: 'backend', port: { number: 80 } } }],
      })),
    },
  };
}
