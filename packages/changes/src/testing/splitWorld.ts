import { ownershipOf, Snapshot, snapshotOf } from '@product-gateways/mesh';
import { ChangePlan } from '../ChangePlan';
import { SplitService } from '../Intent';
import { plan } from '../plan';
import { ClusterEvidence } from '../Planning';
import { readManifests } from '../tree/manifests';
import { files, folder, payments } from './company';

/** For tests: Services of payments that were deployed beside the one that answers today, and their endpoints. */
export const services = ['payments', 'direct-deposit', 'credit-card'];

export const split: SplitService = {
  kind: 'split-service',
  product: payments,
  cluster: 'east',
  hosts: ['payments.my-company.io'],
  service: { namespace: 'payments', name: 'payments' },
  parts: [
    {
      path: { type: 'prefix', value: '/cards' },
      to: { namespace: 'payments', name: 'credit-card' },
    },
    { to: { namespace: 'payments', name: 'direct-deposit' } },
  ],
  guard: { header: 'x-split', value: 'test' },
  retire: true,
};

/** What a cluster has that git does not say: endpoints of Services. */
export function endpoints(name: string, ready = true, namespace = 'payments') {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${name}-1`,
      namespace,
      labels: { 'kubernetes.io/service-name': name },
    },
    addressType: 'IPv4',
    ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
    endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready } }],
  };
}

export type Files = Readonly<Record<string, string>>;

/** A Service of payments, as a file. */
export function serviceFile(name: string, namespace = 'payments'): string {
  return `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { app: ${name} }
  ports: [{ name: http, port: 8080 }]
`;
}

/** The company's git with the new Services in it. */
export const splitFiles: Files = {
  ...files,
  'clusters/east/payments/new.yaml': `${serviceFile(
    'credit-card',
  )}---\n${serviceFile('direct-deposit')}`,
};

export function liveOf(
  git: Files,
  more: readonly unknown[] = services.map(name => endpoints(name)),
): Snapshot {
  const { all } = readManifests(new Map(Object.entries(git)), folder);
  return snapshotOf('east', [...all.map(({ object }) => object), ...more]);
}

export const routeFile = 'clusters/east/payments/route.yaml';

/** The same answered by a Gateway and an HTTPRoute of Gateway API, with these rules. */
export function httpRouteFiles(rules: string): Files {
  const { 'clusters/east/payments/virtualservice-payments.yaml': _, ...rest } =
    splitFiles;
  return {
    ...rest,
    'clusters/east/payments/gateway.yaml': `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: pay, namespace: payments }
spec:
  gatewayClassName: istio
  listeners: [{ name: https, port: 443, protocol: HTTPS, hostname: payments.my-company.io, tls: { mode: Terminate, certificateRefs: [{ name: payments-cert }] } }]
`,
    [routeFile]: `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: pay, namespace: payments }
spec:
  parentRefs: [{ name: pay }]
  hostnames: [payments.my-company.io]
  rules:
${rules}`,
  };
}

export interface SplitWorld {
  git: Files;
  /** Absent: what git says, and ready endpoints. */
  live?: Snapshot;
  state?: ClusterEvidence;
  others?: readonly Snapshot[];
}

export function planSplit(
  { git, live = liveOf(git), others = [], ...world }: SplitWorld,
  asked: SplitService = split,
): ChangePlan {
  const mesh = new Map([live, ...others].map(each => [each.cluster, each]));
  const state: ClusterEvidence = {
    state: 'live',
    observedAt: '2026-11-24T12:00:00Z',
    ...world.state,
  };
  return plan(
    asked,
    new Map([['east', { tree: new Map(Object.entries(git)), folder }]]),
    mesh,
    {
      clusters: new Map([...mesh.keys()].map(name => [name, state])),
      ownership: ownershipOf(mesh),
      titleOf: name => `${name[0].toUpperCase()}${name.slice(1)}`,
    },
  );
}

/** What git says once the next wave of a plan is merged. */
export function merge(git: Files, { waves: [next] }: ChangePlan): Files {
  const merged: Record<string, string> = { ...git };
  for (const { path, after } of next?.edits ?? []) {
    if (after === undefined) delete merged[path];
    else merged[path] = after;
  }
  return merged;
}
