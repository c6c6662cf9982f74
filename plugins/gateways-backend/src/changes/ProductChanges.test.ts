import { Intent } from '@product-gateways/backstage-plugin-gateways-common';
import { Mesh, ownershipOf, refOf, Snapshot } from '@product-gateways/mesh';
import { parse } from 'yaml';
import { seededMesh, startSeededForge } from './__testUtils__/seededForge';
import { readChanges } from './readChanges';

const intent: Intent = {
  kind: 'create-gateway',
  product: 'system:default/payments',
  cluster: 'east',
  hosts: ['payments.my-company.io'],
};
const product = {
  name: 'payments',
  title: 'Payments',
  entityRef: 'system:default/payments',
};
const asker = { product, titleOf: (name: string) => name };
const analytics = {
  product: {
    name: 'analytics',
    title: 'Analytics',
    entityRef: 'system:default/analytics',
  },
  titleOf: (name: string) => name,
};

let seeded: Awaited<ReturnType<typeof startSeededForge>>;
let mesh: Mesh;

beforeAll(async () => {
  seeded = await startSeededForge();
});

beforeEach(async () => {
  mesh = await seededMesh('east');
});

afterEach(async () => {
  await seeded.forge.setFault(undefined);
  await seeded.forge.reset();
});

afterAll(() => seeded.stop());

/** As another process would read it: nothing is remembered. */
function reading() {
  const clusters = [
    { cluster: 'east', state: 'live' as const, observedAt: new Date(0) },
  ];
  return readChanges({
    ...seeded.options(),
    live: () => ({ mesh, ownership: ownershipOf(mesh), clusters }),
  });
}

function eastOf(known: Mesh): Snapshot {
  const east = known.get('east');
  if (!east) throw new Error('The seed holds east');
  return east;
}

const changes = (who = asker) => reading().productChanges.of(who);

it('is empty where git and the clusters agree, and nothing is proposed', async () => {
  expect(await changes()).toEqual({ changes: [], drift: [], problems: [] });
});

it('follows a change: proposed, merged, live', async () => {
  const plan = await reading().planner.plan(intent, asker);
  const number = await seeded.propose(plan);
  expect((await changes()).changes).toMatchObject([
    {
      state: 'proposed',
      title: 'Give Payments its own gateway in east',
      intent,
      wave: { number: 1, of: 1 },
      pullRequest: {
        number,
        url: `${seeded.forge.url}/platform/deploy/pulls/${number}`,
        repository: expect.stringMatching(/platform\/deploy$/),
      },
      awaits: [
        {
          when: 'before-merge',
          text: expect.stringMatching(/Secret payments-cert/),
          state: 'unknown',
        },
      ],
    },
  ]);
  expect((await changes(analytics)).changes).toEqual([]);

  await seeded.merge(number);
  const merged = await changes();
  expect(merged.changes).toMatchObject([{ state: 'merged' }]);
  expect(merged.changes[0].awaits).toContainEqual({
    when: 'after-merge',
    text: 'Deployment payments/payments-gateway is in east as git says.',
    state: 'unmet',
    evidence: 'It is not there yet.',
  });
  expect(merged.drift).toContainEqual({
    cluster: 'east',
    object: expect.objectContaining({
      kind: 'VirtualService',
      name: 'payments',
    }),
    file: 'clusters/east/payments/virtualservice-payments.yaml',
    state: 'differs',
    fields: ['spec.gateways'],
  });

  let east = eastOf(mesh);
  for (const { content } of plan.files) east = east.with(parse(content));
  mesh = new Map([['east', east]]);
  expect(await changes()).toEqual({ changes: [], drift: [], problems: [] });
});

it('passes over pull requests that a person made otherwise', async () => {
  const plan = await reading().planner.plan(intent, asker);
  await seeded.propose({ ...plan, body: 'By hand.' });
  await seeded.propose({ ...plan, branch: 'gateways-payments-other' });
  expect((await changes()).changes).toEqual([]);
});

it('says of an object in the cluster alone that git does not hold it', async () => {
  const east = eastOf(mesh);
  const [route] = east.inNamespace(
    'networking.istio.io',
    'VirtualService',
    'payments',
  );
  const byHand = { ...route, metadata: { ...route.metadata, name: 'by-hand' } };
  mesh = new Map([['east', east.with(byHand)]]);
  expect((await changes()).drift).toEqual([
    {
      cluster: 'east',
      object: refOf(byHand),
      state: 'not-in-git',
      fields: [],
    },
  ]);
});

it('says why where the forge cannot be read, and asks it again the next time', async () => {
  const { productChanges } = reading();
  await seeded.forge.setFault({ kind: 'refuse', status: 500 });
  expect((await productChanges.of(asker)).problems).toEqual([
    expect.stringMatching(/^Branch main of .* cannot be read\./),
    expect.stringMatching(/^Cannot list pull requests in .*: .* status 500/),
  ]);
  await seeded.forge.setFault(undefined);
  expect((await productChanges.of(asker)).problems).toEqual([]);
});
