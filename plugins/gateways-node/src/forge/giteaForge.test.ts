import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, IncomingMessage } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ConfigReader } from '@backstage/config';
import {
  GiteaIntegrationConfig,
  ScmIntegrations,
} from '@backstage/integration';
import {
  accounts,
  Forge as RunningForge,
  seedFolder,
  startForge,
} from '@product-gateways/playground';
import { Forge } from './Forge';
import { forgeOf } from './forgeOf';
import { giteaForge } from './giteaForge';
import { treeUrl } from './treeUrl';

const route = 'clusters/east/payments/virtualservice-payments.yaml';
const text = { title: 'A', body: 'b' };
const branches = { head: 'gateways-payments', base: 'main' };

let dir: string;
let running: RunningForge;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'gitea-'));
  running = await startForge({ dir, seed: seedFolder });
});

afterEach(async () => {
  await running.setFault(undefined);
  await running.reset();
});

afterAll(async () => {
  await running.stop();
  await rm(dir, { recursive: true });
});

const portal = { username: 'portal', password: accounts.portal.password };

type Credentials = Pick<GiteaIntegrationConfig, 'username' | 'password'>;

/** @param pauses - how long the adapter wished to wait, in milliseconds; it does not */
function forgeAt(
  baseUrl: string,
  credentials: Credentials = portal,
  repo = 'deploy',
  pauses: number[] = [],
): Forge {
  const { host } = new URL(baseUrl);
  return giteaForge(
    { host, baseUrl, ...credentials },
    { owner: 'platform', repo },
    async milliseconds => pauses.push(milliseconds),
  );
}

function forge(credentials?: Credentials, repo?: string): Forge {
  return forgeAt(running.url, credentials, repo);
}

/** As its page does it when a person presses the button. */
async function merge(number: number) {
  const { name, password } = accounts.reviewer;
  const response = await fetch(
    `${running.url}/api/v1/repos/platform/deploy/pulls/${number}/merge`,
    {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${name}:${password}`)}` },
    },
  );
  expect(response.status).toBe(200);
}

/** A forge that gives these answers, 404 for undefined, and no others. */
async function serving(
  answer: (request: IncomingMessage) => string | undefined,
) {
  const server = createServer((req, res) => {
    const body = answer(req);
    res.writeHead(body === undefined ? 404 : 200).end(body ?? '{}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const pauses: number[] = [];
  return {
    forge: forgeAt(`http://127.0.0.1:${port}`, portal, 'deploy', pauses),
    pauses,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A commit on a branch of its own, straight into the bare repository. */
async function commitOn(branch: string): Promise<string> {
  const { dir: cwd } = running.repository;
  const person = { NAME: 'T', EMAIL: 't@my-company.io' };
  const env = Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap(role =>
      Object.entries(person).map(([key, value]) => [
        `GIT_${role}_${key}`,
        value,
      ]),
    ),
  );
  const { stdout } = await promisify(execFile)(
    'git',
    ['commit-tree', 'main^{tree}', '-p', 'main', '-m', 'A change'],
    { cwd, env: { ...process.env, ...env } },
  );
  await running.repository.moveRef(`refs/heads/${branch}`, stdout.trim());
  return stdout.trim();
}

describe('a pull request', () => {
  it('is not there, is opened, is found, is changed, and is gone with its branch', async () => {
    await commitOn(branches.head);
    expect(await forge().findPullRequest(branches)).toBeUndefined();

    const opened = await forge().openPullRequest(branches, {
      title: 'A',
      body: 'b',
    });
    expect(opened).toEqual({
      number: 1,
      url: `${running.url}/platform/deploy/pulls/1`,
      title: 'A',
      body: 'b',
      labels: [],
      reviewers: [],
    });
    expect(await forge().findPullRequest(branches)).toEqual(opened);

    const changed = { title: 'A2', body: 'b2' };
    expect(await forge().updatePullRequest(1, changed)).toMatchObject(changed);

    await forge().deleteBranch(branches.head);
    await forge().deleteBranch(branches.head);
    expect(await forge().findPullRequest(branches)).toBeUndefined();
  });

  it('is a draft with labels, and people are asked to review it', async () => {
    await commitOn(branches.head);
    const wishes = {
      ...text,
      labels: ['gateways'],
      reviewers: ['reviewer'],
      draft: true,
    };
    const opened = await forge().openPullRequest(branches, wishes);
    expect(opened).toMatchObject(wishes);
    expect(await forge().findPullRequest(branches)).toEqual(opened);

    const more = { ...text, labels: ['needs-review'], reviewers: ['agent'] };
    await forge().updatePullRequest(opened.number, more);
    expect(await forge().findPullRequest(branches)).toMatchObject({
      ...text,
      labels: ['gateways', 'needs-review'],
      reviewers: ['reviewer', 'agent'],
      draft: undefined,
    });
  });

  it('is not opened with a label that the repository does not have', async () => {
    await commitOn(branches.head);
    await expect(
      forge().openPullRequest(branches, { ...text, labels: ['gatewais'] }),
    ).rejects.toThrow(/platform\/deploy has no label gatewais/);
    expect(await forge().findPullRequest(branches)).toBeUndefined();
  });

  it('is listed by its branch, open, merged or closed', async () => {
    const list = async () =>
      (await forge().listPullRequests('gateways-payments', 'main')).map(
        ({ head, state }) => [head, state],
      );
    for (const head of [
      'gateways-payments-a',
      'gateways-payments-b',
      'other',
    ]) {
      await commitOn(head);
      await forge().openPullRequest({ head, base: 'main' }, text);
    }
    expect(await list()).toEqual([
      ['gateways-payments-b', 'open'],
      ['gateways-payments-a', 'open'],
    ]);

    await merge(2);
    await forge().deleteBranch('gateways-payments-a');
    expect(await list()).toEqual([
      ['gateways-payments-b', 'merged'],
      ['gateways-payments-a', 'closed'],
    ]);
  });

  it('is found behind a page of others', async () => {
    const pulls = Array.from({ length: 52 }, (_, number) => ({
      number,
      html_url: '',
      title: `${number}`,
      body: '',
      head: { ref: `b${number}` },
      base: { ref: 'main' },
    }));
    const server = await serving(({ url }) => {
      const { searchParams } = new URL(url ?? '', 'http://forge');
      const limit = Number(searchParams.get('limit'));
      const from = (Number(searchParams.get('page')) - 1) * limit;
      return JSON.stringify(pulls.slice(from, from + limit));
    });
    const find = (head: string) =>
      server.forge.findPullRequest({ head, base: 'main' });
    expect(await find('b51')).toMatchObject({ number: 51 });
    expect(await find('b52')).toBeUndefined();
    server.stop();
  });
});

describe('a branch that was pushed just now', () => {
  const pull = { number: 7, html_url: 'http://forge/pulls/7', ...text };

  /** A forge whose API knows the branch when it was asked so many times. */
  async function slow(times: number) {
    let asked = 0;
    const opened: number[] = [];
    const server = await serving(({ method, url = '' }) => {
      if (url.endsWith(`/branches/${branches.head}`))
        return asked++ < times ? undefined : '{"commit":{"id":"c0ffee"}}';
      if (method !== 'POST' || asked <= times) return undefined;
      opened.push(asked);
      return JSON.stringify(pull);
    });
    return { ...server, opened };
  }

  it('is waited for before its pull request is opened', async () => {
    const server = await slow(3);
    expect(await server.forge.openPullRequest(branches, text)).toMatchObject({
      number: 7,
    });
    expect(server.opened).toEqual([4]);
    expect(server.pauses).toEqual([100, 200, 400]);
    server.stop();
  });

  it('is given up after ten seconds', async () => {
    const server = await slow(Infinity);
    await expect(server.forge.openPullRequest(branches, text)).rejects.toThrow(
      /open a pull request in .*: the forge does not know branch gateways-payments/,
    );
    expect(server.opened).toEqual([]);
    const waited = server.pauses.reduce((sum, pause) => sum + pause);
    expect(waited).toBeGreaterThan(9000);
    expect(waited).toBeLessThanOrEqual(10_000);
    server.stop();
  });
});

it('reads branches and files', async () => {
  const head = await running.repository.commitOf('main');
  expect(await forge().branchHead('main')).toBe(head);
  expect(await forge().branchHead('gone')).toBeUndefined();
  expect(await forge().textAt('main', route)).toBe(
    await running.repository.text('main', route),
  );
  expect(await forge().textAt('main', 'clusters/gone.yaml')).toBeUndefined();
});

it('knows where git clones from, and as whom', () => {
  expect(forge()).toMatchObject({
    cloneUrl: `${running.url}/platform/deploy.git`,
    credentials: { username: 'portal', password: 'playground' },
  });
  expect(forge({ password: 'token' }).credentials).toEqual({
    username: 'token',
    password: 'x-oauth-basic',
  });
});

describe('a failure is told in a sentence, without credentials', () => {
  const secret = 'wrong-canary-7f3a';
  const openA = (which: Forge) =>
    which.openPullRequest(branches, { title: 'A', body: '' });
  test.each<[string, () => Promise<unknown>, string, RegExp]>([
    [
      'a wrong password',
      () => openA(forge({ username: 'portal', password: secret })),
      'AuthenticationError',
      /open a pull request in .*\/platform\/deploy.*integrations/,
    ],
    [
      'an account that may only read',
      async () => {
        await commitOn(branches.head);
        return openA(
          forge({ username: 'agent', password: accounts.agent.password }),
        );
      },
      'NotAllowedError',
      /write access/,
    ],
    [
      'a repository that is not there',
      () => openA(forge(undefined, 'gone')),
      'NotFoundError',
      /platform\/gone/,
    ],
    [
      'a pull request that is there already',
      async () => {
        await commitOn(branches.head);
        await openA(forge());
        return openA(forge());
      },
      'ConflictError',
      /already exists/,
    ],
    [
      'a title that is empty',
      async () => {
        await commitOn(branches.head);
        return forge().openPullRequest(branches, { title: ' ', body: '' });
      },
      'InputError',
      /needs a title/,
    ],
    [
      'a forge in trouble',
      async () => {
        await running.setFault({ kind: 'refuse', status: 500 });
        return openA(forge());
      },
      'ServiceUnavailableError',
      /status 500/,
    ],
    [
      'a forge that is down',
      async () => {
        await running.setFault({ kind: 'down' });
        return openA(forge({ username: 'portal', password: secret }));
      },
      'ServiceUnavailableError',
      /cannot be reached \([A-Z_]+\)/,
    ],
  ])('%s', async (_, act, name, message) => {
    const error = await act().then(
      () => undefined,
      reason => reason,
    );
    expect(error).toMatchObject({
      name,
      message: expect.stringMatching(message),
    });
    expect(JSON.stringify([error, error.message, error.stack])).not.toContain(
      secret,
    );
  });

  it('a sign-in page in front of the forge', async () => {
    const server = await serving(() => '<html>Sign in</html>');
    await expect(server.forge.branchHead('main')).rejects.toThrow(/not JSON/);
    server.stop();
  });
});

describe('a repository whose forge is not known', () => {
  const integrations = ScmIntegrations.fromConfig(
    new ConfigReader({ integrations: { gitlab: [] } }),
  );
  const of = (host: string) =>
    forgeOf(integrations, { host, owner: 'platform', repo: 'deploy' });

  it('is refused, and said why', async () => {
    await expect(of('gitlab.com')).rejects.toThrow(/of type gitlab/);
    await expect(of('forge.example')).rejects.toThrow(/integrations.gitea/);
  });

  test.each([
    [
      'https://github.com/platform/deploy',
      'https://github.com/platform/deploy/tree/main',
    ],
    [
      'https://github.com/platform/deploy.git/',
      'https://github.com/platform/deploy/tree/main',
    ],
  ])('the tree of %s', (url, expected) => {
    expect(treeUrl(integrations, url, 'main')).toBe(expected);
  });

  it('has no tree', () => {
    expect(() =>
      treeUrl(integrations, 'https://forge.example/a/b', 'main'),
    ).toThrow(/integrations/);
  });
});
