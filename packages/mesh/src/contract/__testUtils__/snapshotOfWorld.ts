import { Snapshot, snapshotOf } from '../../snapshot';
import { Routes, World } from './world';

const common = [
  ...['shop', 'istio-system'].map(name => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  })),
  ...['cart', 'catalog', 'reviews'].map(name => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop' },
    spec: { selector: { app: name }, ports: [{ port: 80 }] },
  })),
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'ingress-1',
      namespace: 'shop',
      labels: { istio: 'ingressgateway' },
    },
    spec: { containers: [{ name: 'istio-proxy', image: 'auto' }] },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'ingress', namespace: 'shop' },
    spec: {
      selector: { istio: 'ingressgateway' },
      ports: [{ port: 80 }, { port: 443 }],
    },
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GatewayClass',
    metadata: { name: 'istio' },
    spec: { controllerName: 'istio.io/gateway-controller' },
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'api', namespace: 'shop' },
    spec: {
      gatewayClassName: 'istio',
      listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }],
    },
  },
];

const stamp = (created: number | undefined) =>
  created === undefined
    ? {}
    : { creationTimestamp: `2026-01-0${created}T00:00:00Z` };

export function snapshotOfWorld({
  virtualServices,
  httpRoutes,
  ingresses,
  httpsRedirect,
  delegates,
}: World): Snapshot {
  const metadata = (name: string, { created }: Routes) => ({
    name,
    namespace: 'shop',
    ...stamp(created),
  });
  const [first] = virtualServices;
  return snapshotOf('east', [
    ...common,
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { name: 'web', namespace: 'shop' },
      spec: {
        selector: { istio: 'ingressgateway' },
        servers: [
          {
            port: { number: 80, name: 'http', protocol: 'HTTP' },
            hosts: ['*'],
            ...(httpsRedirect && { tls: { httpsRedirect } }),
          },
          {
            port: { number: 443, name: 'https', protocol: 'HTTPS' },
            hosts: ['*.example.com'],
            tls: { mode: 'SIMPLE', credentialName: 'c' },
          },
        ],
      },
    },
    ...virtualServices.map((each, index) => ({
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: metadata(`routes-${index}`, each),
      spec: {
        hosts: each.hosts,
        gateways: ['web'],
        exportTo: each.exportTo,
        http: [
          ...(delegates && index > 0
            ? [
                {
                  match: [{ uri: { prefix: '/api' } }],
                  delegate: { name: 'delegate' },
                },
              ]
            : []),
          ...each.http,
        ],
      },
    })),
    ...(delegates && first
      ? [
          {
            apiVersion: 'networking.istio.io/v1',
            kind: 'VirtualService',
            metadata: { name: 'delegate', namespace: 'shop' },
            spec: { http: first.http },
          },
        ]
      : []),
    ...httpRoutes.map((each, index) => ({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: metadata(`routes-${index}`, each),
      spec: {
        parentRefs: [{ name: 'api' }],
        hostnames: each.hosts,
        rules: each.http,
      },
    })),
    ...ingresses.map((each, index) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        ...metadata(`routes-${index}`, each),
        annotations: { 'kubernetes.io/ingress.class': 'istio' },
      },
      spec: {
        rules: each.hosts.map(name => ({
          host: name,
          http: { paths: each.http },
        })),
      },
    })),
  ]);
}
