import {
  KubernetesObject,
  ownershipOf,
  Snapshot,
  snapshotOf,
} from '@product-gateways/mesh';
import { ChangePlan } from '../ChangePlan';
import { AddCluster } from '../Intent';
import { plan } from '../plan';
import { ClusterEvidence } from '../Planning';
import { readManifests } from '../tree/manifests';
import { files, mergedInto, payments, planIn } from './company';

/** For tests: the company with a second cluster, where payments runs too. In `east` it has a gateway of its own already. */
export type Git = Readonly<Record<string, string>>;

export const git: Git = {
  ...mergedInto(files, planIn({ git: files })),
  'clusters/west/payments/namespace-payments.yaml': `apiVersion: v1
kind: Namespace
metadata: { name: payments, labels: { product-gateways.io/product: payments } }
`,
  'clusters/west/payments/services.yaml':
    files['clusters/east/payments/services.yaml'],
};

export const intent: AddCluster = {
  kind: 'add-cluster',
  product: payments,
  from: 'east',
  cluster: 'west',
  hosts: ['payments.my-company.io'],
  internalHost: 'payments.mesh.internal',
};

export interface TwoClusters {
  git: Git;
  /** What the clusters apply; absent: what git says. */
  applied?: Git;
  states?: Readonly<Record<string, Partial<ClusterEvidence>>>;
  change?: (snapshot: Snapshot) => Snapshot;
  /** Clusters that a repository holds. */
  inGit?: readonly string[];
}

export const clusters = ['east', 'west'];

export function planAcross(
  world: TwoClusters,
  asked: AddCluster = intent,
): ChangePlan {
  const { applied = world.git, states = {}, inGit = clusters } = world;
  const { change = (same: Snapshot) => same } = world;
  const tree = new Map(Object.entries(world.git));
  const mesh = new Map(
    clusters.map(name => [name, change(liveIn(name, applied))]),
  );
  return plan(
    asked,
    new Map(inGit.map(name => [name, { tree, folder: `clusters/${name}` }])),
    mesh,
    {
      clusters: new Map(
        clusters.map(name => [
          name,
          {
            state: 'live',
            observedAt: '2026-11-24T12:00:00Z',
            locality: `eu-${name}`,
            ...states[name],
          },
        ]),
      ),
      ownership: ownershipOf(mesh),
      titleOf: name => `${name[0].toUpperCase()}${name.slice(1)}`,
    },
  );
}

/** All plans on the way to the last, which has no wave left: each is merged, and live before the next is made. */
export function plansFor(start: Git, asked: AddCluster = intent): ChangePlan[] {
  const next = planAcross({ git: start }, asked);
  return next.waves.length
    ? [next, ...plansFor(mergedInto(start, next), asked)]
    : [next];
}

/** A cluster in which everything works that git asks for: pods are ready, load balancers have addresses. */
export function liveIn(cluster: string, from: Git): Snapshot {
  const { all } = readManifests(
    new Map(Object.entries(from)),
    `clusters/${cluster}`,
  );
  const stated = all.map(({ object }) => object);
  return snapshotOf(
    cluster,
    stated.flatMap(object => [...running(object, cluster)]),
  );
}

function* running(
  object: KubernetesObject,
  cluster: string,
): Iterable<KubernetesObject> {
  const { kind, metadata } = object;
  const { template, type, ports } = Object(object.spec);
  switch (kind) {
    case 'Deployment':
      yield object;
      yield {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { ...metadata, labels: template.metadata.labels },
        spec: template.spec,
        status: { conditions: [{ type: 'Ready', status: 'True' }] },
      };
      break;
    case 'Service':
      yield type === 'LoadBalancer'
        ? {
            ...object,
            status: {
              loadBalancer: {
                ingress: [{ ip: addressOf(cluster, metadata.name) }],
              },
            },
          }
        : object;
      yield {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: {
          ...metadata,
          labels: { 'kubernetes.io/service-name': metadata.name },
        },
        addressType: 'IPv4',
        ports,
        endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready: true } }],
      };
      break;
    case 'Gateway':
      if (!object.apiVersion.startsWith('gateway.')) yield object;
      else yield* managed(object, cluster);
      break;
    default:
      yield object;
  }
}

/** What istiod makes of a Gateway of Gateway API. */
function* managed(
  gateway: KubernetesObject,
  cluster: string,
): Iterable<KubernetesObject> {
  const { apiVersion, kind, spec } = gateway;
  const { name, namespace } = gateway.metadata;
  const labels = { 'gateway.networking.k8s.io/gateway-name': name };
  const metadata = {
    name: `${name}-istio`,
    namespace,
    labels,
    ownerReferences: [{ apiVersion, kind, name, uid: '1' }],
  };
  const proxy = { containers: [{ name: 'istio-proxy', image: 'auto' }] };
  yield {
    ...gateway,
    status: { conditions: [{ type: 'Programmed', status: 'True' }] },
  };
  yield* running(
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: proxy },
      },
    },
    cluster,
  );
  const ports = Object(spec).listeners.map((each: { port: number }) => ({
    name: `port-${each.port}`,
    port: each.port,
  }));
  yield* running(
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { type: 'LoadBalancer', selector: labels, ports },
    },
    cluster,
  );
}

export function addressOf(cluster: string, service: string): string {
  const last = service.startsWith('payments') ? 10 : 1;
  return `192.0.2.${last + (cluster === 'east' ? 0 : 100)}`;
}
