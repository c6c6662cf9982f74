import {
  ChangePlan,
  Intent,
} from '@product-gateways/backstage-plugin-gateways-common';
import { Mesh, ownershipOf, Snapshot } from '@product-gateways/mesh';
import { ConfigReader } from '@backstage/config';
import { parseAllDocuments } from 'yaml';
import { seededMesh, startSeededForge } from './__testUtils__/seededForge';
import { LiveClusterState } from './clusterEvidence';
import { readChanges } from './readChanges';

const product = {
  name: 'payments',
  title: 'Payments',
  entityRef: 'system:default/payments',
};
const asker = { product, titleOf: (name: string) => name };
const common = {
  product: product.entityRef,
  hosts: ['payments.my-company.io'],
};
const create: Intent = { ...common, kind: 'create-gateway', cluster: 'east' };
const add: Intent = {
  ...common,
  kind: 'add-cluster',
  cluster: 'west',
  from: 'east',
  internalHost: 'payments.mesh.internal',
};

let seeded: Awaited<ReturnType<typeof startSeededForge>>;
/** Payments has its own gateway in east, in git and live. */
let mesh: Mesh;

beforeAll(async () => {
  seeded = await startSeededForge();
  mesh = await seededMesh('east', 'west');
  const plan = await planned(create);
  await seeded.merge(await seeded.propose(plan));
  mesh = new Map([...mesh, ['east', withFiles(mesh, 'east', plan)]]);
});

afterAll(() => seeded.stop());

const both = { clusters: { east: 'clusters/east', west: 'clusters/west' } };
const inZone = (zone?: string) => ({ region: 'eu-west-1', zone });

function planned(
  intent: Intent,
  {
    sources = [both],
    live = mesh,
    places = { east: inZone('a'), west: inZone('b') },
  }: {
    sources?: object[];
    live?: Mesh;
    places?: Record<string, Partial<LiveClusterState>>;
  } = {},
): Promise<ChangePlan> {
  const { config, reader } = seeded.options();
  const [deploy] = config.getConfigArray('gateways.git.sources');
  const clusters = [...live.keys()].map(cluster => ({
    cluster,
    state: 'live' as const,
    observedAt: new Date(0),
    ...places[cluster],
  }));
  return readChanges({
    config: new ConfigReader({
      ...Object(config.get()),
      app: { baseUrl: 'https://portal.example' },
      gateways: {
        git: {
          sources: sources.map(source => ({
            ...Object(deploy.get()),
            ...source,
          })),
        },
      },
    }),
    reader,
    live: () => ({ mesh: live, ownership: ownershipOf(live), clusters }),
  }).planner.plan(intent, asker);
}

function withFiles(known: Mesh, cluster: string, { files }: ChangePlan) {
  const objects = files.flatMap(({ content }) =>
    parseAllDocuments(content).map(document => document.toJS()),
  );
  return objects.reduce(
    (snapshot: Snapshot, object) => snapshot.with(object),
    known.get(cluster),
  );
}

it('a body links to the form in which the next wave is planned', async () => {
  const { body = '', later, intent } = await planned(add);
  expect(later).not.toEqual([]);
  const [, address = ''] = /\[Plan it\]\(([^)]*)\)/.exec(body) ?? [];
  const { origin, pathname, searchParams } = new URL(address);
  expect(origin + pathname).toBe(
    'https://portal.example/create/templates/default/add-cluster',
  );
  const { kind, ...formData } = intent;
  expect(JSON.parse(searchParams.get('formData') ?? '')).toEqual(formData);
});

it('clusters that are configured to be in one place cannot stand in for each other', async () => {
  await expect(
    planned(add, { places: { east: inZone(), west: inZone() } }),
  ).rejects.toMatchObject({
    name: 'ConflictError',
    message: expect.stringMatching(
      /east and west say that they run in eu-west-1,/,
    ),
  });
});

describe('clusters that another repository holds', () => {
  const elsewhere = { url: 'https://forge.example/platform/other' };

  it('a gateway is not copied from one repository to another', async () => {
    const sources = [
      { clusters: { east: 'clusters/east' } },
      { ...elsewhere, clusters: { west: 'clusters/west' } },
    ];
    await expect(planned(add, { sources })).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(
        /two repositories at once: https:\/\/forge.example\/platform\/other \(main\) holds cluster west, and .*platform\/deploy \(main\) holds cluster east\./,
      ),
    });
  });

  const sources = [
    both,
    { ...elsewhere, clusters: { north: 'clusters/north' } },
  ];
  const north = async (...objects: object[]) => {
    const [[, empty]] = await seededMesh('west');
    const snapshot = objects.reduce(
      (known: Snapshot, object) => known.with(object),
      empty,
    );
    return new Map([...mesh, ['north', snapshot]]);
  };

  it('callers there who know nothing of the gateway do not matter', async () => {
    const plan = await planned(add, { sources, live: await north() });
    expect(plan.outcome).not.toBe('nothing-to-change');
  });

  it('callers there would have to learn of the copy too', async () => {
    const live = await north({
      apiVersion: 'networking.istio.io/v1',
      kind: 'ServiceEntry',
      metadata: { name: 'payments.mesh.internal', namespace: 'payments' },
      spec: { hosts: ['payments.mesh.internal'], resolution: 'STATIC' },
    });
    await expect(planned(add, { sources, live })).rejects.toThrow(
      /platform\/other \(main\) holds cluster north\. Let one repository/,
    );
  });
});
