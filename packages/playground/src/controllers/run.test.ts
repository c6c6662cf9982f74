import type {
  ClusterClient,
  KubernetesObject,
  TestCluster,
} from '@product-gateways/sample-cluster';
import { join } from 'node:path';
import { desiredState, type Problem } from '../agent/desired';
import { sync } from '../agent/sync';
import { listAll } from '../kube/listAll';
import { seedFolder } from '../paths';
import { clusters } from '../testing/clusters';
import { eventually } from '../testing/eventually';
import { readTree } from '../testing/files';
import { proxyImage } from './injection';
import { controllers, runControllers } from './run';
import { keyOf, paths, type Place, type World } from './World';

const objectOf = (
  apiVersion: string,
  kind: string,
  namespace: string,
  name: string,
): KubernetesObject => ({ apiVersion, kind, metadata: { namespace, name } });

const shared = objectOf(
  'apps/v1',
  'Deployment',
  'istio-system',
  'istio-ingressgateway',
);
const payments = objectOf('apps/v1', 'Deployment', 'payments', 'payments');
const orders = objectOf(
  'gateway.networking.k8s.io/v1',
  'Gateway',
  'orders',
  'orders',
);

const place: Place = {
  zone: 'eu-west-1a',
  podNetwork: '10.1',
  balancerNetwork: '203.0.113',
  now: () => new Date(),
};

describe.each(clusters)('on %s', (_, start) => {
  const stop = new AbortController();
  const logged: string[] = [];
  let cluster: TestCluster;
  let client: ClusterClient;
  let running: Promise<void>;
  let problems: Problem[];

  beforeAll(async () => {
    cluster = await start();
    client = cluster.client('admin');
    const files = await readTree(join(seedFolder, 'clusters/east'));
    ({ problems } = await sync(client, 'c0ffee', desiredState(files)));
    running = runControllers(
      client,
      place,
      { log: line => logged.push(line) },
      stop.signal,
    );
  }, 30_000);

  afterAll(async () => {
    stop.abort();
    await running;
    await cluster.stop();
  });

  const podsOf = async (namespace: string, labels: string) =>
    (
      await listAll(
        client,
        `/api/v1/namespaces/${namespace}/pods?labelSelector=${labels}`,
      )
    ).items;

  it('makes every Deployment ready', () =>
    eventually(async () => {
      expect(problems).toEqual([]);
      const { items } = await listAll(client, '/apis/apps/v1/deployments');
      const unready = items.filter(
        ({ spec, status }) =>
          (status as { readyReplicas?: number })?.readyReplicas !==
          ((spec as { replicas?: number }).replicas ?? 1),
      );
      expect(unready.map(({ metadata }) => metadata.name)).toEqual([]);
    }));

  it('gives an injected gateway its proxy, and as many Pods as its autoscaler wants', () =>
    eventually(async () => {
      const pods = await podsOf('istio-system', 'istio=ingressgateway');
      expect(pods).toHaveLength(2);
      expect(pods[0]).toMatchObject({
        metadata: { labels: { 'istio.io/rev': 'default' } },
        spec: { containers: [{ name: 'istio-proxy', image: proxyImage }] },
        status: { containerStatuses: [{ image: proxyImage, ready: true }] },
      });
      expect((await client.get(shared)).spec).toMatchObject({ replicas: 2 });
    }));

  it('gives Services endpoints with addresses, target ports and the zone', () =>
    eventually(async () => {
      const { items } = await listAll(
        client,
        '/apis/discovery.k8s.io/v1/namespaces/payments/endpointslices?labelSelector=kubernetes.io/service-name=payments',
      );
      expect(items).toHaveLength(1);
      expect(items[0]).toMatchObject({
        ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
        endpoints: [
          { zone: 'eu-west-1a', conditions: { ready: true } },
          { zone: 'eu-west-1a', conditions: { ready: true } },
        ],
      });
    }));

  it('gives every load balancer an address of its own', () =>
    eventually(async () => {
      const { items } = await listAll(client, '/api/v1/services');
      const addresses = items
        .filter(
          ({ spec }) => (spec as { type?: string }).type === 'LoadBalancer',
        )
        .map(({ status }) => JSON.stringify(status));
      expect(addresses).toHaveLength(3);
      expect(new Set(addresses).size).toBe(3);
      expect(addresses.join()).toContain('203.0.113.10');
    }));

  it('makes of a managed Gateway what istiod makes of it', () =>
    eventually(async () => {
      expect((await client.get(orders)).status).toMatchObject({
        addresses: [{ type: 'IPAddress' }],
        conditions: [
          { type: 'Accepted', status: 'True' },
          { type: 'Programmed', status: 'True' },
        ],
        listeners: [
          { name: 'http', attachedRoutes: 1 },
          { name: 'https', attachedRoutes: 1 },
        ],
      });
      const route = objectOf(
        orders.apiVersion,
        'HTTPRoute',
        'orders',
        'orders',
      );
      expect((await client.get(route)).status).toMatchObject({
        parents: [
          {
            conditions: [
              { type: 'Accepted', status: 'True' },
              { type: 'ResolvedRefs', status: 'True' },
            ],
          },
        ],
      });
    }));

  it('follows a Deployment up, down and to a new template', async () => {
    const replicas = async (n: number) => {
      await client.patch(payments, { spec: { replicas: n } });
      await eventually(async () => {
        expect(await podsOf('payments', 'app=payments')).toHaveLength(n);
        expect((await client.get(payments)).status).toMatchObject({
          readyReplicas: n,
          observedGeneration: (await client.get(payments)).metadata.generation,
        });
      });
    };
    await replicas(4);
    await replicas(1);
    const before = await podsOf('payments', 'app=payments');
    await client.patch(payments, {
      spec: { template: { metadata: { annotations: { restarted: 'now' } } } },
    });
    await eventually(async () => {
      const after = await podsOf('payments', 'app=payments');
      expect(after).toHaveLength(1);
      expect(after[0].metadata.name).not.toBe(before[0].metadata.name);
    });
  });

  it('cleans up behind what is deleted', async () => {
    await client.delete(orders);
    await eventually(async () => {
      expect(
        await podsOf('orders', 'gateway.networking.k8s.io/gateway-name=orders'),
      ).toEqual([]);
      const { items } = await listAll(
        client,
        '/api/v1/namespaces/orders/services',
      );
      expect(items.map(({ metadata }) => metadata.name)).toEqual(['orders']);
    });
  });

  it('goes on where it was after a cluster was away', async () => {
    await cluster.setFaults([{ then: { type: 'refuse' } }]);
    await cluster.setFaults([]);
    await eventually(() => client.patch(payments, { spec: { replicas: 3 } }));
    await eventually(async () =>
      expect(await podsOf('payments', 'app=payments')).toHaveLength(3),
    );
    expect(logged.join('\n')).not.toContain('writes failed');
  });

  it('wants nothing more once all is well', () =>
    eventually(async () => {
      const lists = await Promise.all(
        Object.entries(paths).map(async ([kind, path]) => [
          kind,
          (await listAll(client, path)).items,
        ]),
      );
      const world: World = Object.fromEntries(lists);
      const wanted = controllers
        .flatMap(next => next(world, place))
        .map(({ verb, object }) => `${verb} ${object.kind} ${keyOf(object)}`);
      expect(wanted).toEqual([]);
    }));
});
