import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mainBranch } from '../git/Repository';
import { Clone } from '../testing/Clone';
import { seedFolder } from '../paths';
import { accounts, type Account } from './accounts';
import type { Forge } from './Forge';
import { startForge } from './startForge';

const route = 'clusters/east/payments/virtualservice-payments.yaml';

let dir: string;
let forge: Forge;
let clone: Clone;
let commits: string[];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'forge-'));
  forge = await startForge({ dir: join(dir, 'forge'), seed: seedFolder });
  commits = [];
  forge.onMain(commit => commits.push(commit));
  clone = await Clone.of(forge.url, accounts.portal, join(dir, 'clone'));
});

afterEach(async () => {
  await forge.setFault(undefined);
  await forge.reset();
  commits = [];
});

afterAll(async () => {
  await forge.stop();
  await rm(dir, { recursive: true });
});

async function api(
  method: string,
  path: string,
  body?: unknown,
  account: Account = accounts.portal,
) {
  const basic = Buffer.from(`${account.name}:${account.password}`);
  const response = await fetch(
    `${forge.url}/api/v1/repos/platform/deploy${path}`,
    {
      method,
      headers: {
        authorization: `Basic ${basic.toString('base64')}`,
        'content-type': 'application/json',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    },
  );
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : undefined };
}

function openPull(head: string, title = 'A change') {
  return api('POST', '/pulls', { title, body: 'Why.', head, base: mainBranch });
}

describe('a change by pull request', () => {
  it('is pushed, opened, merged, and on main', async () => {
    const head = await clone.push('payments', { [route]: 'kind: List\n' });
    const opened = await openPull('payments');
    expect(opened).toMatchObject({
      status: 201,
      body: {
        number: 1,
        state: 'open',
        merged: false,
        mergeable: true,
        head: { ref: 'payments', sha: head },
        html_url: `${forge.url}/platform/deploy/pulls/1`,
      },
    });
    expect((await api('POST', '/pulls/1/merge', { Do: 'merge' })).status).toBe(
      200,
    );
    const merged = await api('GET', '/pulls/1');
    expect(merged.body).toMatchObject({ state: 'closed', merged: true });
    expect(commits).toEqual([merged.body.merge_commit_sha]);
    expect(await forge.repository.text(mainBranch, route)).toBe('kind: List\n');
    expect((await api('GET', '/branches/payments')).status).toBe(404);
  });

  it('follows its branch until it is merged', async () => {
    await clone.push('payments', { [route]: 'a: 1\n' });
    await openPull('payments');
    const head = await clone.pushMore('payments', { [route]: 'a: 2\n' });
    const { body } = await api('GET', `/pulls/${mainBranch}/payments`);
    expect(body.head.sha).toBe(head);
  });

  it('is one of thirty, listed to several at once with whether each can be merged', async () => {
    const head = await clone.push('first', { [route]: 'a: 1\n' });
    for (let i = 0; i < 30; i++) {
      await forge.repository.moveRef(`refs/heads/product-${i}`, head);
      await openPull(`product-${i}`);
    }
    const lists = await Promise.all(
      Array.from({ length: 4 }, () => api('GET', '/pulls')),
    );
    for (const { status, body } of lists) {
      expect(status).toBe(200);
      expect(body).toHaveLength(30);
      for (const pull of body) expect(pull.mergeable).toBe(true);
    }
  }, 30_000);

  it('may be renamed, closed and opened again', async () => {
    await clone.push('payments', { [route]: 'a: 1\n' });
    await openPull('payments');
    const closed = await api('PATCH', '/pulls/1', {
      title: 'Better',
      state: 'closed',
    });
    expect(closed.body).toMatchObject({ title: 'Better', state: 'closed' });
    expect((await api('GET', '/pulls?state=open')).body).toEqual([]);
    expect((await api('GET', '/pulls?state=all')).body).toHaveLength(1);
    const opened = await api('PATCH', '/pulls/1', { state: 'open' });
    expect(opened.body.state).toBe('open');
  });

  it('says who is asked to review', async () => {
    await clone.push('payments', { [route]: 'a: 1\n' });
    await openPull('payments');
    await api('POST', '/pulls/1/requested_reviewers', {
      reviewers: ['reviewer'],
    });
    const { body } = await api('GET', '/pulls/1');
    expect(body.requested_reviewers).toEqual([
      { login: 'reviewer', full_name: 'Ada Okafor' },
    ]);
  });
});

describe('labels and drafts', () => {
  it('takes labels by number, and gives their names', async () => {
    const { body: known } = await api('GET', '/labels');
    const [{ id, name }, second] = known;
    await clone.push('payments', { [route]: 'a: 1\n' });
    const opened = await api('POST', '/pulls', {
      title: 'Payments',
      head: 'payments',
      labels: [id],
    });
    expect(opened.body.labels).toMatchObject([{ name }]);

    await api('POST', '/issues/1/labels', { labels: [id, second.id] });
    const { body } = await api('GET', '/pulls/1');
    expect(body.labels).toEqual(known);
    expect(
      await api('POST', '/issues/1/labels', { labels: [99] }),
    ).toMatchObject({ status: 422 });
  });

  it('does not merge a draft', async () => {
    await clone.push('payments', { [route]: 'a: 1\n' });
    await api('POST', '/pulls', { title: 'WIP: Payments', head: 'payments' });
    expect((await api('GET', '/pulls/1')).body.draft).toBe(true);
    expect((await api('POST', '/pulls/1/merge', { Do: 'merge' })).status).toBe(
      405,
    );
    await api('PATCH', '/pulls/1', { title: 'Payments' });
    expect((await api('POST', '/pulls/1/merge', { Do: 'merge' })).status).toBe(
      200,
    );
  });

  it('asks nobody to review whom it does not know', async () => {
    await clone.push('payments', { [route]: 'a: 1\n' });
    await openPull('payments');
    const { status, body } = await api('POST', '/pulls/1/requested_reviewers', {
      reviewers: ['nobody'],
    });
    expect([status, body.message]).toEqual([
      404,
      expect.stringMatching(/nobody/),
    ]);
  });
});

describe('what a forge refuses', () => {
  it('a second pull request for the same branches: 409 with the number of the first', async () => {
    await clone.push('payments', { [route]: 'a: 1\n' });
    await openPull('payments');
    const second = await openPull('payments');
    expect(second.status).toBe(409);
    expect(second.body.message).toContain('[id: 1,');
  });

  it('a pull request without changes, or without a branch', async () => {
    await forge.repository.moveRef(
      'refs/heads/same',
      (await forge.repository.commitOf(mainBranch)) ?? '',
    );
    expect((await openPull('same')).status).toBe(422);
    expect((await openPull('missing')).status).toBe(404);
    expect((await openPull('same', ' ')).status).toBe(422);
  });

  it('a push to main', async () => {
    await expect(clone.push(mainBranch, { x: '1' })).rejects.toThrow(
      'main is protected: push a branch and open a pull request',
    );
  });

  it('a push by an account that may only read, and a clone without a password', async () => {
    const agent = await Clone.of(forge.url, accounts.agent, join(dir, 'agent'));
    await expect(agent.push('agent', { x: '1' })).rejects.toThrow('403');
    const nobody = { ...accounts.agent, password: 'wrong' };
    await expect(
      Clone.of(forge.url, nobody, join(dir, 'nobody')),
    ).rejects.toThrow('Authentication failed');
    expect((await api('GET', '/pulls', undefined, nobody)).status).toBe(401);
  });

  it('a merge of what both sides changed, naming the file', async () => {
    await clone.push('one', { [route]: 'a: 1\n' });
    await openPull('one');
    await clone.push('two', { [route]: 'a: 2\n' });
    await openPull('two');
    await api('POST', '/pulls/1/merge', { Do: 'merge' });
    expect((await api('GET', '/pulls/2')).body.mergeable).toBe(false);
    const refused = await api('POST', '/pulls/2/merge', { Do: 'merge' });
    expect(refused.status).toBe(409);
    expect(refused.body.message).toContain(route);
    const again = await api('POST', '/pulls/1/merge', { Do: 'merge' });
    expect(again.status).toBe(405);
  });
});

describe('faults', () => {
  it.each([401, 403, 500] as const)('refuses with %d', async status => {
    await forge.setFault({ kind: 'refuse', status });
    expect((await api('GET', '/pulls')).status).toBe(status);
    await expect(
      Clone.of(forge.url, accounts.agent, join(dir, `refused-${status}`)),
    ).rejects.toThrow('git clone failed');
  });

  it('is down, and back on the same port', async () => {
    await forge.setFault({ kind: 'down' });
    await expect(api('GET', '/pulls')).rejects.toThrow('fetch failed');
    await forge.setFault(undefined);
    expect((await api('GET', '/pulls')).status).toBe(200);
  });
});

it('keeps its state across starts, and reset restores the seed', async () => {
  await clone.push('payments', { [route]: 'a: 1\n' });
  await openPull('payments');
  await forge.stop();
  forge = await startForge({ dir: join(dir, 'forge'), seed: seedFolder });
  expect((await api('GET', '/pulls/1')).body.title).toBe('A change');
  expect(await forge.reset()).toBe(await forge.repository.commitOf(mainBranch));
  expect((await api('GET', '/pulls?state=all')).body).toEqual([]);
  expect((await api('GET', '/branches')).body).toHaveLength(1);
  expect(await forge.repository.text(mainBranch, route)).toBe(
    await readFile(join(seedFolder, route), 'utf8'),
  );
});
