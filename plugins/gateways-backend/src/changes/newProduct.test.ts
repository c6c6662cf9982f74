import {
  ChangePlan,
  Intent,
} from '@product-gateways/backstage-plugin-gateways-common';
import {
  SampleCluster,
  startSampleCluster,
} from '@product-gateways/sample-cluster';
import { eventually, Portal, startPortal } from '../__testUtils__/portal';
import { kubernetesObjects } from '../__testUtils__/sampleMesh';
import { startSeededForge } from './__testUtils__/seededForge';

jest.setTimeout(30_000);

const intent: Intent = {
  kind: 'new-product',
  product: 'system:default/loyalty',
  title: 'Loyalty',
  owner: 'group:default/payments-team',
  cluster: 'east',
  hosts: ['loyalty.my-company.io'],
  service: { namespace: 'loyalty', name: 'points', port: 8080 },
};

let seeded: Awaited<ReturnType<typeof startSeededForge>>;
let east: SampleCluster;
let portal: Portal;

/** Everybody begins products of the team of Payments, and of no other. */
const policy = (permission: string, product?: string) =>
  permission !== 'gateways.product.create' ||
  product === 'system:default/payments';

beforeAll(async () => {
  seeded = await startSeededForge();
  const rule = { apiGroups: ['*'], resources: ['*'] };
  east = await startSampleCluster({
    name: 'east',
    identities: [
      { name: 'reader', rules: [{ ...rule, verbs: ['get', 'list', 'watch'] }] },
    ],
    objects: kubernetesObjects('east'),
  });
  const { config } = seeded.options();
  portal = await startPortal([east], {
    policy,
    integrations: config.get('integrations'),
    gateways: { git: config.get('gateways.git') },
  });
  await eventually(
    portal,
    async () => portal.get('/clusters'),
    ({ body }) => body.clusters?.[0]?.state === 'live',
  );
});

afterAll(async () => {
  await portal.stop();
  await east.stop();
  await seeded.stop();
});

it('plans a product that does not exist yet, and nothing more once it is merged', async () => {
  const { body } = await portal.post('/changes/plan', intent).expect(200);
  const plan: ChangePlan = body;
  expect(plan).toMatchObject({
    outcome: 'change',
    title: 'Make a place for Loyalty in east',
    intent,
    branch: expect.stringMatching(/^gateways-loyalty-new-product-[0-9a-f]{8}$/),
  });
  expect(plan.files.map(({ path }) => path)).toEqual(
    expect.arrayContaining([
      'catalog/loyalty.yaml',
      'catalog/all.yaml',
      'clusters/east/loyalty/namespace-loyalty.yaml',
      'clusters/east/loyalty/virtualservice-loyalty.yaml',
    ]),
  );

  await seeded.merge(await seeded.propose(plan));
  const again = await portal.post('/changes/plan', intent).expect(200);
  expect(again.body.outcome).toBe('nothing-to-change');
});

it.each<[string, Partial<Intent>, number, RegExp]>([
  [
    'a System that the catalog has',
    { product: 'system:default/payments' },
    409,
    /^The catalog has system:default\/payments already/,
  ],
  [
    'an owner of another team',
    { owner: 'group:default/analytics-team' },
    403,
    /a product that group:default\/analytics-team owns: choose a team of yours/,
  ],
  ['no owner', { owner: undefined }, 400, /cannot own a product/],
  [
    'an owner that is no team',
    { owner: 'component:default/payments' },
    400,
    /cannot own a product/,
  ],
  [
    'a product outside the default namespace',
    { product: 'system:other/loyalty' },
    400,
    /write system:default\/loyalty/,
  ],
  [
    'a kind that is no product',
    { product: 'component:default/loyalty' },
    404,
    /gateways\.productKinds/,
  ],
  [
    'a namespace of another product',
    {
      product: 'system:default/points',
      namespace: 'payments',
      service: { namespace: 'payments', name: 'points', port: 8080 },
    },
    409,
    /Namespace payments is there already/,
  ],
])('refuses %s', async (_, change, status, message) => {
  const { body } = await portal
    .post('/changes/plan', { ...intent, ...change })
    .expect(status);
  expect(body.error.message).toMatch(message);
});
