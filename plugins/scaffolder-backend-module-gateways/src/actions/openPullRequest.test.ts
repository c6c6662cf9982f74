import { deepEqual } from 'node:assert';
import {
  mkdtemp,
  mkdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { ChangePlan } from '@product-gateways/backstage-plugin-gateways-common';
import {
  accounts,
  Forge,
  seedFolder,
  startForge,
} from '@product-gateways/playground';
import { PlanningBackend } from '../__testUtils__/PlanningBackend';
import { ChangedFile } from '../files/workspaceFiles';
import { readSources } from '../sources';
import { openPullRequestAction } from './openPullRequest';
import { PlanningServices } from './planChange';

const added = 'clusters/east/payments/gateway-payments-gateway.yaml';
const modified = 'clusters/east/payments/virtualservice-payments.yaml';
const other = 'clusters/east/payments/service-payments-gateway.yaml';
const both: ChangedFile[] = [
  { path: added, change: 'added' },
  { path: modified, change: 'modified' },
];
const goes: ChangedFile = { path: modified, change: 'deleted' };
const branch = 'gateways-payments-create-gateway-0a1b2c3d';

const intent = {
  kind: 'create-gateway' as const,
  product: 'system:default/payments',
  cluster: 'east',
};

let root: string;
let forge: Forge;
let planner: PlanningBackend;
let services: PlanningServices;
let workspacePath: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'proposing-'));
  forge = await startForge({ dir: join(root, 'forge'), seed: seedFolder });
});

beforeEach(async () => {
  workspacePath = await mkdtemp(join(root, 'workspace-'));
  planner = new PlanningBackend();
  services = await planner.start();
});

afterEach(async () => {
  planner.stop();
  await forge.setFault(undefined);
  await forge.reset();
});

afterAll(async () => {
  await forge.stop();
  await rm(root, { recursive: true });
});

type Input = Parameters<
  ReturnType<typeof openPullRequestAction>['handler']
>[0]['input'];
type Context = Parameters<
  ReturnType<typeof openPullRequestAction>['handler']
>[0];

const host = () => new URL(forge.url).host;

async function write(path: string, text: string) {
  await mkdir(dirname(join(workspacePath, path)), { recursive: true });
  await writeFile(join(workspacePath, path), text);
}

/** The change that most tests propose: a file more, and a line more in another. */
async function writeChange(line = '# one line more\n') {
  await write(added, 'kind: Gateway\n');
  await write(
    modified,
    `${await forge.repository.text('main', modified)}${line}`,
  );
}

/** What the planner says of a change that is as it was planned. */
async function planOf(
  changedFiles: readonly ChangedFile[],
  change: Partial<ChangePlan> = {},
): Promise<ChangePlan> {
  const files = changedFiles.map(async ({ path, change: how }) => ({
    path,
    change: how,
    content:
      how === 'deleted'
        ? ''
        : await readFile(join(workspacePath, path), 'utf8'),
    diff: '',
  }));
  return {
    outcome: 'change',
    title: 'Give Payments its own gateway in east',
    summary: '',
    intent,
    repository: {
      url: `${forge.url}/platform/deploy`,
      branch: 'main',
      revision: (await forge.repository.commitOf('main')) ?? '',
    },
    branch,
    files: await Promise.all(files),
    callers: [],
    touches: { clusters: [], namespaces: [], hosts: [], products: [] },
    conditions: [],
    warnings: [],
    rollback: '',
    ...change,
  };
}

async function run(
  change: Partial<Input> = {},
  context: Partial<Context> = {},
  {
    password = accounts.portal.password,
    planned,
  }: { password?: string; planned?: ChangePlan } = {},
) {
  const config = new ConfigReader({
    integrations: {
      gitea: [
        { host: host(), baseUrl: forge.url, username: 'portal', password },
      ],
    },
    gateways: {
      git: {
        sources: [
          {
            url: `${forge.url}/platform/deploy`,
            clusters: { east: 'clusters/east', west: 'clusters/west' },
          },
        ],
      },
    },
  });
  const action = openPullRequestAction({
    ...services,
    integrations: ScmIntegrations.fromConfig(config),
    sources: readSources(config),
    author: { name: 'Scaffolder', email: 'scaffolder@my-company.io' },
  });
  const output: Record<string, unknown> = {};
  const input: Input = {
    intent,
    repoUrl: `${host()}?owner=platform&repo=deploy`,
    title: 'Give Payments its own gateway in east',
    body: 'What and why.\n',
    branch,
    targetBranch: 'main',
    changedFiles: both,
    ...change,
  };
  planner.yields(
    planned ??
      (await planOf(input.changedFiles, { branch: input.branch }).catch(() =>
        planOf([]),
      )),
  );
  await action.handler({
    ...createMockActionContext({ workspacePath }),
    input,
    isDryRun: false,
    getInitiatorCredentials: async () =>
      mockCredentials.user('user:default/ada'),
    output: (name: string, value: unknown) => {
      output[name] = value;
    },
    ...context,
  } as Context);
  return output;
}

/** What the forge holds now: its branches, and what a person sees of pull request 1. */
async function seen() {
  const basic = Buffer.from(`portal:${accounts.portal.password}`).toString(
    'base64',
  );
  const response = await fetch(
    `${forge.url}/api/v1/repos/platform/deploy/pulls?state=all`,
    {
      headers: { authorization: `Basic ${basic}` },
    },
  );
  const branches = await forge.repository.branches();
  return {
    pulls: await response.json(),
    branches: branches.map(({ name }) => name),
  };
}

async function review(method: string, path: string, body: object) {
  const basic = Buffer.from(`reviewer:${accounts.reviewer.password}`).toString(
    'base64',
  );
  await fetch(`${forge.url}/api/v1/repos/platform/deploy/${path}`, {
    method,
    headers: {
      authorization: `Basic ${basic}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
}

const merge = () => review('POST', 'pulls/1/merge', { Do: 'merge' });
const ready = () =>
  review('PATCH', 'pulls/1', {
    title: 'Give Payments its own gateway in east',
  });

describe('a change becomes a pull request', () => {
  it('in the name of who asked, and with the intent that was planned', async () => {
    await writeChange();
    const stated = '```yaml\nkind: create-gateway\n```';
    const planned = await planOf(both, { body: `Why.\n\n${stated}\n` });
    const user = { ref: 'user:default/ada' };
    await expect(
      run({ body: '```yaml\nkind: add-cluster\n```\n' }, { user }, { planned }),
    ).rejects.toThrow(/body does not state the intent that was planned/);
    expect((await seen()).pulls).toEqual([]);

    await run({ body: `More.\n\n${stated}\n` }, { user }, { planned });
    expect((await seen()).pulls).toMatchObject([
      {
        body: expect.stringMatching(
          /^More\.[^]*Requested in the portal by `user:default\/ada`/,
        ),
      },
    ]);
  });

  it('with one commit on main, and nothing else in it', async () => {
    await writeChange();
    await write('README.md', 'not among the changed files');
    expect(await run()).toEqual({
      outcome: 'opened',
      pullRequestUrl: `${forge.url}/platform/deploy/pulls/1`,
      pullRequestNumber: 1,
    });

    const { pulls } = await seen();
    expect(pulls).toMatchObject([
      {
        title: 'Give Payments its own gateway in east',
        body: 'What and why.\n',
        mergeable: true,
      },
    ]);
    const main = (await forge.repository.commitOf('main')) ?? '';
    const head = (await forge.repository.commitOf(branch)) ?? '';
    const commit = await forge.repository.commit(head);
    expect(commit.parents).toEqual([main]);
    expect(commit.author).toMatchObject({ name: 'Scaffolder' });
    const changes = await forge.repository.changes(main, head);
    expect(changes.map(({ path }) => path).sort()).toEqual([added, modified]);
    expect(await forge.repository.diff(main, head, modified)).toContain(
      '+# one line more',
    );
  });

  it('is found again by the next run, and left as it is', async () => {
    await writeChange();
    const first = await run();
    const head = await forge.repository.commitOf(branch);
    expect(await run()).toEqual({ ...first, outcome: 'unchanged' });
    expect(await forge.repository.commitOf(branch)).toBe(head);
  });

  it('is updated where the change is another now', async () => {
    await writeChange();
    const first = await run();
    await writeChange('# another line\n');
    expect(await run({ body: 'Better.' })).toEqual({
      ...first,
      outcome: 'updated',
    });
    expect(await forge.repository.text(branch, modified)).toMatch(
      /# another line\n$/,
    );
    expect((await seen()).pulls).toMatchObject([{ body: 'Better.' }]);
  });

  it('once merged, is nothing to change', async () => {
    await writeChange();
    await run();
    await merge();
    const planned = await planOf([], { outcome: 'nothing-to-change' });
    expect(await run({}, {}, { planned })).toEqual({ outcome: 'unchanged' });
    expect(await run()).toEqual({ outcome: 'unchanged' });
    expect((await seen()).branches).toEqual(['main']);
  });

  it('is a draft with reviewers and labels, once; people say when it is ready', async () => {
    const wishes = {
      draft: true,
      reviewers: ['reviewer'],
      labels: ['gateways'],
    };
    await writeChange();
    await run(wishes);
    expect((await seen()).pulls).toMatchObject([
      {
        title: 'WIP: Give Payments its own gateway in east',
        requested_reviewers: [{ login: 'reviewer' }],
        labels: [{ name: 'gateways' }],
      },
    ]);
    expect(await run(wishes)).toMatchObject({ outcome: 'unchanged' });

    await ready();
    const more = { ...wishes, labels: ['gateways', 'needs-review'] };
    expect(await run(more)).toMatchObject({ outcome: 'updated' });
    expect((await seen()).pulls).toMatchObject([
      { title: 'Give Payments its own gateway in east' },
    ]);
  });

  it('is not made where there is nothing to change', async () => {
    expect(await run({ changedFiles: [] })).toEqual({ outcome: 'unchanged' });
    expect(await seen()).toEqual({ pulls: [], branches: ['main'] });
  });

  it('may delete a file', async () => {
    await run({ changedFiles: [{ path: modified, change: 'deleted' }] });
    expect(await forge.repository.text(branch, modified)).toBeUndefined();
    expect(
      await forge.repository.text(
        branch,
        'clusters/east/payments/service-payments.yaml',
      ),
    ).toBeDefined();
  });

  it('in a dry run is only told', async () => {
    await writeChange();
    const { diff } = await run({}, { isDryRun: true });
    expect(diff).toContain(
      `--- /dev/null\n+++ b/${added}\n@@ -0,0 +1,1 @@\n+kind: Gateway\n`,
    );
    expect(diff).toContain('+# one line more\n');
    expect(await seen()).toEqual({ pulls: [], branches: ['main'] });
  });
});

describe('a task that starts again after an interruption', () => {
  /** As the scaffolder keeps them: by key, over the lifetime of a task. */
  function memory(): Pick<Context, 'checkpoint'> & { keys: string[] } {
    const done = new Map<string, unknown>();
    return {
      keys: [],
      async checkpoint({ key, fn }) {
        this.keys.push(key ?? '');
        if (!done.has(key ?? '')) done.set(key ?? '', await fn());
        return done.get(key ?? '') as Awaited<ReturnType<typeof fn>>;
      },
    };
  }

  it('does not do again what is done, even where it could not', async () => {
    await writeChange();
    const kept = memory();
    const checkpoint = kept.checkpoint.bind(kept) as Context['checkpoint'];
    const first = await run({}, { checkpoint });
    await forge.setFault({ kind: 'down' });
    expect(await run({}, { checkpoint })).toEqual(first);
    expect(new Set(kept.keys)).toEqual(
      new Set([
        `gateway.open-pull-request.${host()}/platform/deploy.${branch}`,
      ]),
    );
  });

  it('does what failed', async () => {
    await writeChange();
    const kept = memory();
    const checkpoint = kept.checkpoint.bind(kept) as Context['checkpoint'];
    await forge.setFault({ kind: 'refuse', status: 500 });
    await expect(run({}, { checkpoint })).rejects.toThrow(/platform\/deploy/);
    await forge.setFault(undefined);
    expect(await run({}, { checkpoint })).toMatchObject({ outcome: 'opened' });
  });
});

describe('refused, with nothing left behind', () => {
  afterEach(async () => {
    await forge.setFault(undefined);
    deepEqual(await seen(), { pulls: [], branches: ['main'] });
  });

  it('files that have changed since the planner read them', async () => {
    const revision = (await forge.repository.commitOf('main')) ?? '';
    await write(modified, '# a person was faster\n');
    const changedFiles = [{ path: modified, change: 'modified' as const }];
    await run({ branch: 'person', changedFiles });
    await merge();
    await writeChange();
    const { repository, ...planned } = await planOf(both);
    await expect(
      run(
        {},
        {},
        {
          planned: {
            ...planned,
            repository: repository && { ...repository, revision },
          },
        },
      ),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(
        /virtualservice-payments.yaml has changed.*Run the template again/,
      ),
    });
    await forge.reset();
  });

  test.each<[string, () => Promise<Partial<ChangePlan>>]>([
    [
      'another text of a file',
      async () => {
        const { files } = await planOf(both);
        return { files: [files[0], { ...files[1], content: 'kind: X\n' }] };
      },
    ],
    ['one file more', async () => planOf(both.slice(1))],
    [
      'one file less',
      async () => {
        await write(other, 'kind: Gateway\n');
        return planOf([...both, { path: other, change: 'added' }]);
      },
    ],
    ['a file that goes', async () => planOf([both[0], goes])],
    ['another branch', async () => ({ branch: 'gateways-orders-0a1b2c3d' })],
    [
      'another repository',
      async () => ({
        repository: {
          url: `${forge.url}/platform/other`,
          branch: 'main',
          revision: 'c0ffee',
        },
      }),
    ],
    ['a wave that has to wait', async () => ({ outcome: 'waiting' as const })],
  ])(
    'what the intent, planned again, does not yield: %s',
    async (_, difference) => {
      await writeChange();
      const planned = await planOf(both, await difference());
      await expect(run({}, {}, { planned })).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringMatching(
          /Git or the clusters have changed.*run the template again/,
        ),
      });
    },
  );

  it('a pull request that the forge does not open: the branch goes too', async () => {
    await writeChange();
    await expect(run({ title: ' ' })).rejects.toThrow(/needs a title/);
  });

  const secret = 'wrong-canary-55aa';
  test.each<[string, () => Promise<unknown>, string, RegExp]>([
    [
      'a wrong password',
      () => run({}, {}, { password: secret }),
      'AuthenticationError',
      /platform\/deploy.*integrations/,
    ],
    [
      'a forge that is down',
      async () => {
        await forge.setFault({ kind: 'down' });
        await run();
      },
      'ServiceUnavailableError',
      /read branch main/,
    ],
    [
      'a forge that forbids it',
      async () => {
        await forge.setFault({ kind: 'refuse', status: 403 });
        await run();
      },
      'NotAllowedError',
      /forbids/,
    ],
    [
      'a repository that the configuration does not name',
      () => run({ repoUrl: `${host()}?owner=platform&repo=other` }),
      'NotAllowedError',
      /does not name branch main of .*platform\/other/,
    ],
    [
      'another branch of it',
      () => run({ targetBranch: 'release' }),
      'NotAllowedError',
      /branch release/,
    ],
    [
      'a host that no integration names',
      () => run({ repoUrl: 'evil.example?owner=platform&repo=deploy' }),
      'InputError',
      /evil.example/,
    ],
    [
      'the target branch itself',
      () => run({ branch: 'main' }),
      'InputError',
      /branch of its own/,
    ],
    [
      'an option as a branch',
      () => run({ branch: '--upload-pack=x' }),
      'InputError',
      /name of a branch/,
    ],
    [
      'a ref as a branch',
      () => run({ branch: 'refs/heads/main' }),
      'InputError',
      /name of a branch/,
    ],
  ])('%s', async (_, act, name, message) => {
    await writeChange();
    const error = await act().then(
      () => undefined,
      reason => reason,
    );
    expect(error).toMatchObject({
      name,
      message: expect.stringMatching(message),
    });
    expect(
      `${error.message} ${error.stack} ${JSON.stringify(error)}`,
    ).not.toContain(secret);
  });

  test.each([
    '../main.yaml',
    '/etc/x.yaml',
    'clusters/../x.yaml',
    'clusters\\x.yaml',
    'clusters/%2e%2e/x.yaml',
    'clusters/east/x\n.yaml',
    '.github/workflows/x.yaml',
    '.git/hooks/x.yaml',
    'clusters/east/.hidden/x.yaml',
    'CODEOWNERS',
    'clusters/east/run.sh',
    '',
  ])('the path %j', async path => {
    await expect(
      run({ changedFiles: [{ path, change: 'added' }] }),
    ).rejects.toThrow(/not a path that may be changed/);
  });

  it("a file outside the clusters' folders", async () => {
    await write('infrastructure/x.yaml', 'a: 1\n');
    await expect(
      run({
        changedFiles: [{ path: 'infrastructure/x.yaml', change: 'added' }],
      }),
    ).rejects.toThrow(/in none of the folders/);
  });

  it('two names for one file on many disks', async () => {
    const path = modified.replace('virtualservice', 'VirtualService');
    await write(path, 'a: 1\n');
    await expect(
      run({ changedFiles: [{ path, change: 'added' }] }),
    ).rejects.toThrow(/letter case alone/);
  });

  it('a link in the workspace that leads out of it', async () => {
    await mkdir(dirname(join(workspacePath, added)), { recursive: true });
    await symlink('/etc/hostname', join(workspacePath, added));
    await expect(
      run({ changedFiles: [{ path: added, change: 'added' }] }),
    ).rejects.toThrow(/outside its parent/);
  });

  it('a file that is not there, or too large', async () => {
    const changedFiles = [{ path: added, change: 'added' as const }];
    await expect(run({ changedFiles })).rejects.toThrow(/not in the workspace/);
    await write(added, 'x'.repeat(1_000_001));
    await expect(run({ changedFiles })).rejects.toThrow(/larger than/);
  });
});

it("does not throw away a person's commit on the branch", async () => {
  await writeChange();
  await run();
  const tip = (await forge.repository.commitOf('main')) ?? '';
  await forge.repository.moveRef(`refs/heads/${branch}`, tip);
  await writeChange('# another line\n');
  await expect(run()).rejects.toThrow(/Somebody has committed to branch/);
  expect(await forge.repository.commitOf(branch)).toBe(tip);
});

it('keeps a commit message what it is, whatever the title holds', async () => {
  await writeChange();
  await run({ title: 'A\nGateways-Branch: forged\n${{ secrets.X }}' });
  const head = (await forge.repository.commitOf(branch)) ?? '';
  const { message } = await forge.repository.commit(head);
  expect(message.split('\n')[0]).toBe(
    'A Gateways-Branch: forged ${{ secrets.X }}',
  );
});
