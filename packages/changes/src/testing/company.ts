import { ownershipOf, Snapshot, snapshotOf } from '@product-gateways/mesh';
import { ChangePlan } from '../ChangePlan';
import { CreateGateway, Intent } from '../Intent';
import { plan } from '../plan';
import { ClusterEvidence } from '../Planning';
import { Platform } from '../Platform';
import { readManifests } from '../tree/manifests';

/** For tests: a company whose products share one gateway in cluster `east`. Git and the cluster say the same, to begin with. */
export const folder = 'clusters/east';

export const files: Readonly<Record<string, string>> = {
  'clusters/east/namespaces.yaml': `${namespace('istio-system')}---
${namespace('payments', 'payments')}---
${namespace('analytics', 'analytics')}---
${namespace('analytics-ingest', 'analytics')}`,
  'clusters/east/istio-system/shared.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: ingressgateway, namespace: istio-system }
spec:
  selector: { matchLabels: { istio: ingressgateway } }
  template:
    metadata:
      labels: { istio: ingressgateway, sidecar.istio.io/inject: "true" }
      annotations: { inject.istio.io/templates: gateway }
    spec:
      containers: [{ name: istio-proxy, image: auto }]
---
apiVersion: v1
kind: Service
metadata: { name: ingressgateway, namespace: istio-system }
spec:
  type: LoadBalancer
  selector: { istio: ingressgateway }
  ports:
    - { name: status-port, port: 15021, targetPort: 15021 }
    - { name: http2, port: 80, targetPort: 8080 }
    - { name: https, port: 443, targetPort: 8443 }
    - { name: mysql, port: 3306, targetPort: 3306 }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shared, namespace: istio-system }
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: 80, name: http, protocol: HTTP }
      hosts: [payments.my-company.io, analytics.my-company.io]
      tls: { httpsRedirect: true }
    - port: { number: 443, name: https-payments, protocol: HTTPS }
      hosts: [payments.my-company.io]
      tls: { mode: SIMPLE, credentialName: payments-cert }
    - port: { number: 443, name: https-analytics, protocol: HTTPS }
      hosts: [analytics.my-company.io]
      tls: { mode: SIMPLE, credentialName: analytics-cert }
`,
  'clusters/east/payments/virtualservice-payments.yaml': `# Who answers at payments.my-company.io.
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: payments
  namespace: payments
spec:
  hosts:
    - payments.my-company.io
  gateways:
    - istio-system/shared # with analytics
  http:
    - match: [{ uri: { prefix: /web }, method: { exact: GET } }]
      route: [{ destination: { host: payments-web, port: { number: 8080 } } }]
    # Everything else.
    - route: [{ destination: { host: payments, port: { number: 8080 } } }]
`,
  'clusters/east/payments/services.yaml': `${service('payments', 'payments')}---
${service('payments-web', 'payments')}`,
  'clusters/east/analytics/all.yaml': `${service(
    'collector',
    'analytics-ingest',
  )}---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: analytics, namespace: analytics }
spec:
  hosts: [analytics.my-company.io]
  gateways: [istio-system/shared]
  http:
    - route: [{ destination: { host: collector.analytics-ingest.svc.cluster.local } }]
`,
};

export const payments = {
  name: 'payments',
  title: 'Payments',
  entityRef: 'system:default/payments',
};

export const analytics = {
  name: 'analytics',
  title: 'Analytics',
  entityRef: 'system:default/analytics',
};

export const intent: CreateGateway = {
  kind: 'create-gateway',
  product: payments,
  cluster: 'east',
  hosts: ['payments.my-company.io'],
};

export interface World {
  git: Readonly<Record<string, string>>;
  /** Absent: what git says. */
  live?: Readonly<Record<string, string>>;
  state?: ClusterEvidence;
  change?: (snapshot: Snapshot) => Snapshot;
  /** False: no repository holds the cluster. */
  inGit?: boolean;
  platform?: Platform;
}

export function clusterOf(git: Readonly<Record<string, string>>): Snapshot {
  const { all } = readManifests(new Map(Object.entries(git)), folder);
  return snapshotOf(
    'east',
    all.map(({ object }) => object),
  );
}

export function planIn(world: World, asked: Intent = intent): ChangePlan {
  const {
    git,
    live = git,
    state = observed,
    change = same => same,
    inGit = true,
    platform,
  } = world;
  const mesh = new Map([['east', change(clusterOf(live))]]);
  return plan(
    asked,
    new Map(
      inGit ? [['east', { tree: new Map(Object.entries(git)), folder }]] : [],
    ),
    mesh,
    {
      clusters: new Map([['east', state]]),
      ownership: ownershipOf(mesh),
      titleOf: name => `${name[0].toUpperCase()}${name.slice(1)}`,
      platform,
    },
  );
}

/** What git says once a plan is merged. */
export function mergedInto(
  git: Readonly<Record<string, string>>,
  { waves }: ChangePlan,
): Readonly<Record<string, string>> {
  const merged = { ...git };
  for (const { path, after } of waves.flatMap(wave => wave.edits)) {
    if (after === undefined) delete merged[path];
    else merged[path] = after;
  }
  return merged;
}

const observed: ClusterEvidence = {
  state: 'live',
  observedAt: '2026-11-24T12:00:00Z',
};

function namespace(name: string, product?: string): string {
  const label = product
    ? `\n  labels: { product-gateways.io/product: ${product} }`
    : '';
  return `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}${label}\n`;
}

function service(name: string, inNamespace: string): string {
  return `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${inNamespace} }
spec:
  selector: { app: ${name} }
  ports: [{ name: http, port: 8080 }]
`;
}
