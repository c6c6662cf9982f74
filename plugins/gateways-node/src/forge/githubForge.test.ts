import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { pullOf, startPublishedGithub } from './__testUtils__/publishedGithub';
import { forgeOf } from './forgeOf';
import { githubForge } from './githubForge';

const token = 'canary-4f1d';
const branches = { head: 'gateways-payments', base: 'main' };
const text = { title: 'A gateway', body: 'Why' };
const plain = { labels: [], reviewers: [] };
const place = { owner: 'platform', repo: 'deploy' };
const route = 'clusters/east/payments/virtualservice-payments.yaml';

let github: Awaited<ReturnType<typeof startPublishedGithub>>;

beforeEach(async () => {
  github = await startPublishedGithub();
});
afterEach(() => github.stop());

function forge(sleep?: (milliseconds: number) => Promise<unknown>) {
  const config = { host: 'github.com', apiBaseUrl: github.url };
  return githubForge(config, place, token, sleep);
}

describe('a pull request', () => {
  it('is not there, is opened, is found, and is changed', async () => {
    github.state.branches.set('gateways-payments', 'abc');
    expect(await forge().findPullRequest(branches)).toBeUndefined();

    const opened = await forge().openPullRequest(branches, text);
    const url = 'https://github.com/platform/deploy/pull/1';
    expect(opened).toEqual({ number: 1, url, ...text, ...plain });
    expect(await forge().findPullRequest(branches)).toEqual(opened);
    expect(
      await forge().findPullRequest({ ...branches, base: 'next' }),
    ).toBeUndefined();

    const changed = { title: 'A gateway', body: 'Why, in other words' };
    expect(await forge().updatePullRequest(1, changed)).toMatchObject(changed);
    expect(github.state.pulls).toEqual([
      pullOf({ number: 1, ...branches, ...changed }),
    ]);
  });

  it('is a draft with labels and reviewers, and keeps those it has', async () => {
    github.state.branches.set('gateways-payments', 'abc');
    const asked = { labels: ['gateway'], reviewers: ['ada'], draft: true };
    const opened = await forge().openPullRequest(branches, {
      ...text,
      ...asked,
    });
    expect(opened).toMatchObject(asked);
    const updated = await forge().updatePullRequest(1, {
      ...text,
      labels: ['urgent'],
      reviewers: ['ada', 'bob'],
    });
    expect(updated).toMatchObject({
      labels: ['gateway', 'urgent'],
      reviewers: ['ada', 'bob'],
      draft: true,
    });
  });

  it('is listed with all that are open and those that were closed last', async () => {
    const others = Array.from({ length: 120 }, (_, index) =>
      pullOf({ number: index + 1, head: `other-${index}` }),
    );
    github.state.pulls.push(
      ...others,
      pullOf({ number: 121, head: 'gateways-payments-a' }),
      pullOf({
        number: 122,
        head: 'gateways-payments-b',
        state: 'closed',
        merged_at: '2026-11-24T12:00:00Z',
      }),
      pullOf({ number: 123, head: 'gateways-payments-c', state: 'closed' }),
      pullOf({ number: 124, head: 'gateways-payments-d', base: 'next' }),
    );
    const listed = await forge().listPullRequests('gateways-payments-', 'main');
    expect(listed.map(({ head, state }) => [head, state])).toEqual([
      ['gateways-payments-c', 'closed'],
      ['gateways-payments-b', 'merged'],
      ['gateways-payments-a', 'open'],
    ]);
  });

  it('waits until the branch that was pushed is known', async () => {
    const pauses: number[] = [];
    await forge(async pause => {
      pauses.push(pause);
      github.state.branches.set('gateways-payments', 'abc');
    }).openPullRequest(branches, text);
    expect(pauses).toEqual([100]);
  });

  it('is not opened for a branch that never becomes known', async () => {
    const never = forge(async () => {}).openPullRequest(branches, text);
    await expect(never).rejects.toThrow(
      /GitHub does not know branch gateways-payments/,
    );
    expect(github.state.pulls).toEqual([]);
  });
});

it('reads branches and files', async () => {
  github.state.files.set(`c0ffee:${route}`, 'kind: VirtualService # ü\n');
  expect(await forge().branchHead('main')).toBe('c0ffee');
  expect(await forge().branchHead('next')).toBeUndefined();
  expect(await forge().textAt('c0ffee', route)).toBe(
    'kind: VirtualService # ü\n',
  );
  expect(await forge().textAt('c0ffee', 'none.yaml')).toBeUndefined();
});

it('deletes a branch', async () => {
  github.state.branches.set('gateways-payments', 'abc');
  await forge().deleteBranch('gateways-payments');
  expect([...github.state.branches.keys()]).toEqual(['main']);
});

it.each([
  [401, /does not accept the portal's credentials/],
  [403, /forbids it \(Resource not accessible\)/],
  [422, /does not accept it/],
  [500, /status 500/],
])('tells status %s in a sentence, without the token', async (status, said) => {
  const body = { message: 'Resource not accessible' };
  github.state.failure = { status, body };
  const failed = await forge()
    .branchHead('main')
    .catch(error => error);
  expect(failed.message).toMatch(said);
  expect(JSON.stringify([failed.message, failed.stack])).not.toContain(token);
});

describe('credentials', () => {
  const integrations = () =>
    ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          github: [
            { host: 'github.com', apiBaseUrl: github.url, token: 'portal' },
          ],
        },
      }),
    );
  const of = (own?: string) =>
    forgeOf(integrations(), { host: 'github.com', ...place }, own);

  it.each([
    ["the portal's", undefined, 'portal'],
    ["a person's own", 'ada', 'ada'],
  ])('%s', async (_, own, password) => {
    const found = await of(own);
    expect(found.credentials).toEqual({
      username: 'x-access-token',
      password,
    });
    expect(found.cloneUrl).toBe('https://github.com/platform/deploy.git');
    await found.branchHead('main');
    expect(github.state.authorizations).toEqual([`Bearer ${password}`]);
  });
});
