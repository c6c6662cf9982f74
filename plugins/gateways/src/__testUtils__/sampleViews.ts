import {
  ClusterStatus,
  Gateway,
  ObjectRef,
  ProductGateways,
  Route,
  Service,
} from '@product-gateways/backstage-plugin-gateways-common';

/** Views of the sample products, as the backend would answer: for tests and for the page that shows every state. */

const object = (
  group: string,
  kind: string,
  namespace: string,
  name: string,
): ObjectRef => ({ group, kind, namespace, name });

const istio = (kind: string, namespace: string, name: string) =>
  object('networking.istio.io', kind, namespace, name);

export const minutesAgo = (minutes: number) =>
  new Date(Date.now() - minutes * 60_000).toISOString();

const cluster = (
  name: string,
  zone: string,
  rest: Partial<ClusterStatus> = {},
): ClusterStatus => ({
  cluster: name,
  title: name,
  zone,
  region: 'eu-west',
  state: 'live',
  observedAt: minutesAgo(0.05),
  missing: [],
  ...rest,
});

export const east = cluster('east', 'a');
export const west = cluster('west', 'b');

export const partialWest = cluster('west', 'b', {
  state: 'partial',
  missing: [
    {
      kind: 'gateways.networking.istio.io',
      reason: 'forbidden',
      message:
        'portal-reader may not list it in west (403). Bind the ClusterRole product-gateways-reader to it.',
    },
    {
      kind: 'httproutes.gateway.networking.k8s.io',
      reason: 'not-installed',
      message: 'The CRDs of Gateway API are not installed in west.',
    },
    {
      kind: 'certificates.cert-manager.io',
      reason: 'forbidden',
      message: 'portal-reader may not list it in west (403).',
      plansOnly: true,
    },
  ],
});

export const staleWest = cluster('west', 'b', {
  state: 'stale',
  observedAt: minutesAgo(12),
  error: {
    code: 'ECONNREFUSED',
    message: 'https://127.0.0.1:7102 refuses the connection.',
  },
});

export const forbiddenWest = cluster('west', 'b', {
  state: 'forbidden',
  observedAt: undefined,
  error: {
    code: '403',
    message:
      'portal-reader may not list anything in west. Bind the ClusterRole product-gateways-reader to it.',
  },
});

export const unreachableWest = cluster('west', 'b', {
  state: 'unreachable',
  observedAt: undefined,
  error: {
    code: 'ENOTFOUND',
    message: 'No address is known for api.west.my-company.io.',
  },
});

const payments = {
  name: 'payments',
  title: 'Payments',
  entityRef: 'system:default/payments',
};
export const analytics = {
  name: 'analytics',
  title: 'Analytics',
  entityRef: 'system:default/analytics',
};

export const sharedGateway: Gateway = {
  id: 'east/istio-system/istio-ingressgateway',
  cluster: 'east',
  zone: 'a',
  region: 'eu-west',
  controller: 'istio',
  workload: object(
    'apps',
    'Deployment',
    'istio-system',
    'istio-ingressgateway',
  ),
  ownership: 'shared',
  sharedWith: [analytics],
  addresses: ['203.0.113.10'],
  replicas: { ready: 2, desired: 2 },
  istioVersion: '1.29.1',
  revision: 'default',
  ports: [
    { port: 80, protocol: 'HTTP', httpsRedirect: true },
    {
      port: 443,
      protocol: 'HTTPS',
      tls: 'SIMPLE',
      credentialName: 'payments-cert',
    },
  ],
  hosts: ['payments.my-company.io'],
  definedBy: [istio('Gateway', 'istio-system', 'payments')],
};

export const ownGateway: Gateway = {
  ...sharedGateway,
  id: 'east/payments/payments-gateway',
  workload: object('apps', 'Deployment', 'payments', 'payments-gateway'),
  ownership: 'own',
  sharedWith: [],
  addresses: [],
  replicas: { ready: 1, desired: 2 },
  definedBy: [istio('Gateway', 'payments', 'payments-gateway')],
};

const route = (rest: Partial<Route> & Pick<Route, 'id'>): Route => ({
  cluster: 'east',
  gateway: sharedGateway.id,
  host: 'payments.my-company.io',
  ports: [443],
  order: 1,
  match: '/…',
  action: 'route',
  destinations: [],
  source: {
    object: istio('VirtualService', 'payments', 'payments'),
    path: 'spec.http[0]',
  },
  ...rest,
});

export const webRoute = route({
  id: 'east/payments.my-company.io/443/1',
  match: 'GET /web…',
  destinations: [
    {
      host: 'payments-web.payments.svc.cluster.local',
      service: object('', 'Service', 'payments', 'payments-web'),
      port: 8080,
      endpoints: { ready: 0, total: 1 },
      problem: 'No endpoint is ready: requests are answered 503.',
    },
  ],
});

export const restRoute = route({
  id: 'east/payments.my-company.io/443/2',
  order: 2,
  destinations: [
    {
      host: 'payments.payments.svc.cluster.local',
      service: object('', 'Service', 'payments', 'payments'),
      port: 8080,
      weight: 90,
      endpoints: { ready: 2, total: 2 },
    },
    {
      host: 'payments-next.payments.svc.cluster.local',
      service: object('', 'Service', 'payments', 'payments-next'),
      port: 8080,
      weight: 10,
      endpoints: { ready: 1, total: 1 },
    },
  ],
  source: {
    object: istio('VirtualService', 'payments', 'payments'),
    path: 'spec.http[1]',
  },
});

const redirect = route({
  id: 'east/payments.my-company.io/80/1',
  ports: [80],
  action: 'redirect',
  detail: 'to https, 301',
  source: {
    object: istio('Gateway', 'istio-system', 'payments'),
    path: 'spec.servers[0]',
  },
});

const service = (
  name: string,
  ready: number,
  total: number,
  rest: Partial<Service> = {},
): Service => ({
  cluster: 'east',
  namespace: 'payments',
  name,
  ports: [{ port: 8080, name: 'http' }],
  endpoints: { ready, total },
  isRouted: false,
  ...rest,
});

/** Payments as the story starts: its host is on the shared gateway, in east alone. */
export const sharedView: ProductGateways = {
  product: { ...payments, mayPropose: true },
  revision: '7',
  standing: {
    stage: 'shared',
    headline: 'Payments shares its gateway with Analytics',
    sharedWith: [analytics],
    evidence: [
      {
        text: 'payments.my-company.io is served by istio-system/istio-ingressgateway in east, which also serves analytics.my-company.io (Analytics).',
        cluster: 'east',
        objects: [
          sharedGateway.workload,
          istio('Gateway', 'istio-system', 'payments'),
          istio('Gateway', 'istio-system', 'analytics'),
        ],
      },
    ],
  },
  clusters: [east, west],
  gateways: [sharedGateway],
  hosts: [
    {
      host: 'payments.my-company.io',
      owner: payments,
      disputedWith: [],
      clusters: ['east'],
    },
  ],
  routes: [webRoute, restRoute, redirect],
  services: [
    service('credit-card', 1, 1),
    service('direct-deposit', 1, 1),
    service('payments', 2, 2, { isRouted: true }),
    service('payments-web', 0, 1, { isRouted: true }),
    service('payments', 2, 2, { cluster: 'west' }),
  ],
  hints: [],
  problems: [],
  nextStep: {
    title: 'Give Payments its own gateway',
    template: 'template:default/create-gateway',
    intent: {
      kind: 'create-gateway',
      product: payments.entityRef,
      cluster: 'east',
      hosts: ['payments.my-company.io'],
    },
  },
  notice: 'These are sample clusters: there is no data plane, so no traffic.',
};

/** Payments with a gateway of its own beside the shared one. */
export const ownView: ProductGateways = {
  ...sharedView,
  revision: '8',
  standing: {
    stage: 'own-gateway',
    headline:
      'Payments has its own gateway in east; the shared one still serves its host too',
    sharedWith: [],
    evidence: [
      {
        text: 'payments-gateway serves payments.my-company.io and no other product’s host.',
        cluster: 'east',
        objects: [
          ownGateway.workload,
          istio('Gateway', 'payments', 'payments-gateway'),
        ],
      },
    ],
  },
  gateways: [ownGateway, sharedGateway],
  nextStep: {
    title: 'Split payments into credit-card and direct-deposit',
    template: 'template:default/split-service',
    intent: {
      kind: 'split-service',
      product: payments.entityRef,
      cluster: 'east',
      hosts: ['payments.my-company.io'],
      service: { namespace: 'payments', name: 'payments', port: 8080 },
      parts: ['credit-card', 'direct-deposit'].map(name => ({
        path: { type: 'prefix', value: '' },
        to: { namespace: 'payments', name, port: 8080 },
      })),
    },
  },
};

/** A product that nothing serves: what is missing, with the YAML to add. */
export const emptyView: ProductGateways = {
  ...sharedView,
  revision: '1',
  standing: {
    stage: 'none',
    headline: 'No gateway serves Payments yet',
    sharedWith: [],
    evidence: [],
  },
  gateways: [],
  hosts: [],
  routes: [],
  services: [],
  nextStep: {
    title: 'Give Payments its own gateway',
    unavailable: 'It has no host.',
  },
  hints: [
    {
      what: 'label',
      name: 'product-gateways.io/product',
      cluster: 'east',
      message:
        'No namespace in east says that it belongs to Payments. Add the label to the namespace in which its services run.',
      yaml: `apiVersion: v1
kind: Namespace
metadata:
  name: payments
  labels:
    product-gateways.io/product: payments
`,
    },
  ],
};

/** A view with something wrong in every block. */
export const troubledView: ProductGateways = {
  ...sharedView,
  revision: '9',
  clusters: [east, partialWest],
  hosts: [{ ...sharedView.hosts[0], disputedWith: [{ title: 'Orders' }] }],
  gateways: [
    { ...sharedGateway, replicas: { ready: 0, desired: 2 }, addresses: [] },
    {
      ...sharedGateway,
      id: 'west/ingress/nginx',
      cluster: 'west',
      zone: 'b',
      controller: 'ingress',
      workload: object('apps', 'Deployment', 'ingress', 'nginx'),
      ownership: 'unknown',
      sharedWith: [],
      istioVersion: undefined,
      revision: undefined,
    },
  ],
  problems: [
    {
      cluster: 'east',
      source: {
        object: istio('VirtualService', 'payments', 'old'),
        path: 'spec.hosts',
      },
      message:
        'is a string where a list of strings is expected; it is ignored.',
    },
  ],
};
