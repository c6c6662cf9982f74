import { Intent } from '@product-gateways/backstage-plugin-gateways-common';
import { Mesh, ownershipOf } from '@product-gateways/mesh';
import { Forge } from '@product-gateways/playground';
import { applyPatch } from 'diff';
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
const titleOf = (name: string) => name.toUpperCase();

let seeded: Awaited<ReturnType<typeof startSeededForge>>;
let forge: Forge;
let mesh: Mesh;

beforeAll(async () => {
  seeded = await startSeededForge();
  forge = seeded.forge;
  mesh = await seededMesh('east');
});

afterEach(() => forge.setFault(undefined));

afterAll(() => seeded.stop());

function planner(source?: object, { password }: { password?: string } = {}) {
  const { config, reader } = seeded.options(source, password);
  const readTree = jest.spyOn(reader, 'readTree');
  const clusters = [
    { cluster: 'east', state: 'live' as const, observedAt: new Date(0) },
    { cluster: 'north', state: 'unreachable' as const },
  ];
  return {
    readTree,
    ...readChanges({
      config,
      reader,
      live: () => ({ mesh, ownership: ownershipOf(mesh), clusters }),
    }).planner,
  };
}

it('answers with all that a pull request needs', async () => {
  const planned = await planner().plan(intent, { product, titleOf });
  expect(planned).toMatchObject({
    outcome: 'change',
    title: 'Give Payments its own gateway in east',
    intent: { ...intent, hosts: ['payments.my-company.io'] },
    repository: {
      url: `${forge.url}/platform/deploy`,
      branch: 'main',
      revision: await forge.repository.commitOf('main'),
    },
    branch: expect.stringMatching(
      /^gateways-payments-create-gateway-[0-9a-f]{8}$/,
    ),
    body: expect.stringContaining('| What callers see | before | after |'),
    warnings: [],
  });
  expect(planned.files.map(({ change }) => change)).toEqual([
    ...Array(8).fill('added'),
    'modified',
  ]);
  expect(planned.callers.every(({ same }) => same)).toBe(true);
});

it("gives each file's change as a diff that git would take", async () => {
  const { files } = await planner().plan(intent, { product, titleOf });
  for (const { path, change, content, diff } of files) {
    const before =
      change === 'added'
        ? ''
        : (await forge.repository.text('main', path)) ?? '';
    expect(applyPatch(before, diff)).toBe(content);
  }
  expect(files.at(-1)?.diff).toContain(
    '     - istio-system/shared-gateway # shared with analytics\n+    - payments/payments-gateway\n',
  );
});

it('does not fetch again what has not changed', async () => {
  const { plan, readTree } = planner();
  const first = await plan(intent, { product, titleOf });
  expect(await plan(intent, { product, titleOf })).toEqual(first);
  const [, { value }] = readTree.mock.results;
  await expect(value).rejects.toThrow(
    expect.objectContaining({ name: 'NotModifiedError' }),
  );
});

describe('what stands in the way', () => {
  test.each<[string, Partial<Intent>, string, RegExp]>([
    [
      'a host of another product',
      { hosts: ['analytics.my-company.io'] },
      'ConflictError',
      /belongs to ANALYTICS/,
    ],
    [
      'a cluster that is not configured',
      { cluster: 'moon' },
      'NotFoundError',
      /no cluster "moon"/,
    ],
    ['no cluster', { cluster: undefined }, 'InputError', /in which cluster/],
    [
      'a cluster that no repository holds',
      { cluster: 'north' },
      'ConflictError',
      /never read/,
    ],
    [
      'a name that is none',
      { hosts: ['a\nb'] },
      'InputError',
      /"a\\nb" cannot be/,
    ],
  ])('%s', async (_, change, name, message) => {
    await expect(
      planner().plan({ ...intent, ...change }, { product, titleOf }),
    ).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
  });

  const secret = 'wrong-canary-19c4';
  test.each<
    [string, () => Promise<unknown> | ReturnType<typeof planner>, RegExp]
  >([
    [
      'a forge that is down',
      async () => {
        await forge.setFault({ kind: 'down' });
        return planner();
      },
      /cannot be reached\. Try again when it can\.$/,
    ],
    [
      'a forge in trouble',
      async () => {
        await forge.setFault({ kind: 'refuse', status: 500 });
        return planner();
      },
      /The forge answered 500\. Try again when it is well\.$/,
    ],
    [
      'an account without the right to read',
      async () => {
        await forge.setFault({ kind: 'refuse', status: 403 });
        return planner();
      },
      /refused the portal's credentials for .*platform\/deploy: check integrations\.gitea /,
    ],
    [
      'a wrong password',
      () => planner({}, { password: secret }),
      /^Branch main of .*platform\/deploy cannot be read\. The forge refused the portal's credentials/,
    ],
    [
      'a repository that is not there',
      () => planner({ url: `${forge.url}/platform/gone` }),
      /no such repository or branch.*check gateways\.git\.sources/,
    ],
    [
      'a branch that is not there',
      () => planner({ branch: 'gone' }),
      /Branch gone of .*no such repository or branch/,
    ],
  ])('%s', async (_, prepare, message) => {
    const { plan } = (await prepare()) as ReturnType<typeof planner>;
    const error = await plan(intent, { product, titleOf }).catch(
      reason => reason,
    );
    expect(error).toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(message),
      cause: { message: expect.any(String) },
    });
    expect(error.message).not.toContain('caused by');
    expect(`${error.message}${error.stack}`).not.toContain(secret);
  });
});

describe('a mistake in the configuration', () => {
  test.each([
    [{ url: 'platform/deploy' }, /sources\[0\].url must be/],
    [
      { url: 'https://me:token@forge.example/a/b' },
      /must not hold credentials/,
    ],
    [{ clusters: ['east'] }, /clusters must name a folder for each cluster/],
  ])('%j', (source, message) => {
    expect(() => planner(source)).toThrow(message);
  });
});
