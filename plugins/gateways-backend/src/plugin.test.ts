import { ProductGateways } from '@product-gateways/backstage-plugin-gateways-common';
import {
  SampleCluster,
  startSampleCluster,
} from '@product-gateways/sample-cluster';
import {
  eventually,
  Policy,
  Portal,
  startPortal,
} from './__testUtils__/portal';
import { kubernetesObjects } from './__testUtils__/sampleMesh';

jest.setTimeout(20_000);

const parts: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const part of parts.splice(0).reverse()) await part.stop();
});

async function startCluster(name: 'east' | 'west'): Promise<SampleCluster> {
  const cluster = await startSampleCluster({
    name,
    identities: [
      {
        name: 'reader',
        rules: [
          {
            apiGroups: ['*'],
            resources: ['*'],
            verbs: ['get', 'list', 'watch'],
          },
        ],
      },
    ],
    objects: kubernetesObjects(name),
  });
  parts.push(cluster);
  return cluster;
}

async function startAll(options: { policy?: Policy; gateways?: object } = {}) {
  const [east, west] = await Promise.all([
    startCluster('east'),
    startCluster('west'),
  ]);
  const portal = await startPortal([east, west], options);
  parts.push(portal);
  return { east, west, portal };
}

const payments = '/products/system/default/payments';

/** The first answer for which the condition holds. */
async function viewWhen(
  portal: Portal,
  condition: (view: ProductGateways) => boolean,
  path = payments,
): Promise<ProductGateways> {
  const { body } = await eventually(
    portal,
    async () => portal.get(path),
    ({ status, body: view }) => status === 200 && condition(view),
  );
  return body;
}

const allLive = ({ clusters }: ProductGateways) =>
  clusters.every(({ state }) => state === 'live');

it('answers from live clusters within 5 s of the start, and a view asks no API server', async () => {
  const started = Date.now();
  const { east, west, portal } = await startAll();
  const view = await viewWhen(portal, allLive);
  expect(Date.now() - started).toBeLessThan(5000);

  expect(view.standing).toMatchObject({
    stage: 'shared',
    headline: 'Payments shares its gateway with Analytics',
    sharedWith: [
      {
        name: 'analytics',
        title: 'Analytics',
        entityRef: 'system:default/analytics',
      },
    ],
  });
  expect(view.hosts).toEqual([
    {
      host: 'payments.my-company.io',
      owner: {
        name: 'payments',
        title: 'Payments',
        entityRef: 'system:default/payments',
      },
      disputedWith: [],
      clusters: ['east'],
    },
  ]);
  expect(view.nextStep).toEqual({
    title: 'Give Payments its own gateway',
    template: 'template:default/create-gateway',
    intent: {
      kind: 'create-gateway',
      product: 'system:default/payments',
      cluster: 'east',
      hosts: ['payments.my-company.io'],
    },
  });

  const asked = east.requests().length + west.requests().length;
  const times: number[] = [];
  for (let count = 0; count < 20; count++) {
    const before = performance.now();
    await portal.get(payments).expect(200);
    times.push(performance.now() - before);
  }
  expect(east.requests().length + west.requests().length).toBe(asked);
  expect(times.sort((a, b) => a - b)[10]).toBeLessThan(50);
});

it('names every configured cluster in every answer, whatever state it is in', async () => {
  const { east, portal } = await startAll({
    gateways: { notice: 'Sample clusters, no data plane.' },
  });
  await viewWhen(portal, allLive);
  await east.setFaults([{ then: { type: 'refuse' } }]);
  const view = await viewWhen(
    portal,
    ({ clusters }) => clusters[0].state === 'stale',
  );

  expect(view.clusters).toEqual([
    expect.objectContaining({
      cluster: 'east',
      zone: 'zone-east',
      state: 'stale',
      observedAt: expect.any(String),
      error: expect.anything(),
    }),
    expect.objectContaining({
      cluster: 'west',
      zone: 'zone-west',
      state: 'live',
      missing: [],
    }),
  ]);
  expect(view.standing.stage).toBe('shared');
  expect(view.notice).toBe('Sample clusters, no data plane.');
  const { body } = await portal.get('/clusters').expect(200);
  expect(body.clusters.map(({ state }: { state: string }) => state)).toEqual([
    'stale',
    'live',
  ]);
});

it('ticks without content when something changes, and the change is there within a second', async () => {
  const { east, portal } = await startAll();
  await viewWhen(portal, allLive);
  const client = east.client('admin');
  const deployment = await client.get({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'istio-ingressgateway', namespace: 'istio-system' },
  });
  const before = Date.now();
  await client.replace({
    ...deployment,
    spec: { ...(deployment.spec as object), replicas: 7 },
  });
  await viewWhen(portal, ({ gateways }) => gateways[0].replicas.desired === 7);
  expect(Date.now() - before).toBeLessThan(1000);
  for (const tick of portal.ticks) {
    expect(tick).toEqual({
      recipients: { type: 'broadcast' },
      channel: 'gateways',
      message: {},
    });
  }
});

it('answers 304 until something changes', async () => {
  const { east, portal } = await startAll();
  await viewWhen(portal, allLive);
  const { headers, body } = await portal.get(payments);
  expect(headers.etag).toBe(`"${body.revision}"`);
  await portal.get(payments, { 'If-None-Match': headers.etag }).expect(304);

  await east.client('admin').delete({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'payments', namespace: 'payments' },
  });
  const { revision } = await viewWhen(portal, view => view.routes.length === 0);
  expect(revision).not.toBe(body.revision);
  await portal.get(payments, { 'If-None-Match': headers.etag }).expect(200);
});

describe('who may see what', () => {
  it('does not name a product that the caller may not read, nor its hosts', async () => {
    const { portal } = await startAll({
      policy: (_, product) => product !== 'system:default/analytics',
    });
    const view = await viewWhen(portal, allLive);
    expect(view.standing).toMatchObject({
      stage: 'shared',
      headline: 'Payments shares its gateway with another product',
      sharedWith: [{ title: 'another product' }],
    });
    expect(JSON.stringify(view)).not.toMatch(/analytics/i);
    await portal.get('/products/system/default/analytics').expect(403);
    const { body } = await portal.get('/products').expect(200);
    expect(body.products.map(({ name }: { name: string }) => name)).toEqual([
      'orders',
      'payments',
      'reports',
    ]);
  });

  it('says why a step is not offered to who may not propose it', async () => {
    const { portal } = await startAll({
      policy: permission => permission === 'gateways.product.read',
    });
    const view = await viewWhen(portal, allLive);
    expect(view.product.mayPropose).toBe(false);
    expect(view.nextStep).toEqual({
      title: 'Give Payments its own gateway',
      unavailable: expect.stringContaining('ask one of its owners'),
    });
    await portal
      .post('/changes/plan', {
        kind: 'create-gateway',
        product: 'system:default/payments',
        cluster: 'east',
        hosts: [],
      })
      .expect(403);
  });

  it.each([
    [
      'no entity of that name',
      '/products/system/default/nobody',
      404,
      /no system:default\/nobody/,
    ],
    [
      'a kind that is no product',
      '/products/component/default/payments',
      404,
      /gateways.productKinds/,
    ],
    [
      'a path',
      '/products/system/default/..%2F..%2Fetc',
      400,
      /cannot be the name/,
    ],
    [
      'a newline',
      '/products/system/default/payments%0Ax',
      400,
      /cannot be the name/,
    ],
    [
      'a namespace that is none',
      '/products/system/a%20b/payments',
      400,
      /cannot be the name/,
    ],
  ])('%s', async (_, path, status, message) => {
    const portal = await startPortal([]);
    parts.push(portal);
    const { body } = await portal.get(path).expect(status);
    expect(body.error.message).toMatch(message);
  });

  it.each([
    ['no intent', {}, 400],
    [
      'an intent that does not exist',
      { kind: 'drop-tables', product: 'system:default/payments' },
      400,
    ],
    [
      'a product that is no reference',
      { kind: 'create-gateway', product: 'a b c' },
      400,
    ],
    [
      'a product that is not in the catalog',
      {
        kind: 'create-gateway',
        product: 'system:default/nobody',
        cluster: 'east',
      },
      404,
    ],
    [
      'no cluster',
      { kind: 'create-gateway', product: 'system:default/payments' },
      400,
    ],
  ])('plans nothing for %s', async (_, intent, status) => {
    const portal = await startPortal([]);
    parts.push(portal);
    await portal.post('/changes/plan', intent).expect(status);
  });
});
