import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mainBranch } from '../../git/Repository';
import { seedFolder } from '../../paths';
import { Clone } from '../../testing/Clone';
import { eventually } from '../../testing/eventually';
import { accounts } from '../accounts';
import type { Forge } from '../Forge';
import { startForge } from '../startForge';
import { useGitea } from './useGitea';

// The sample forge stands in for a Gitea: what is asked of both is the same.
let dir: string;
let gitea: Forge;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'gitea-'));
  gitea = await startForge({ dir: join(dir, 'gitea'), seed: seedFolder });
});

afterEach(async () => {
  await gitea.stop();
  await rm(dir, { recursive: true });
});

const use = (token = accounts.portal.password) =>
  useGitea(
    { url: gitea.url, token },
    { dir: join(dir, 'forge'), seed: seedFolder },
  );

it('follows main of a forge that runs elsewhere', async () => {
  const forge = await use();
  const main = await gitea.repository.commitOf(mainBranch);
  expect(await forge.repository.commitOf(mainBranch)).toBe(main);

  const commits: string[] = [];
  forge.onMain(commit => commits.push(commit));
  const clone = await Clone.of(gitea.url, accounts.portal, join(dir, 'clone'));
  const head = await clone.push('change', { 'README.md': 'changed\n' });
  await gitea.repository.moveRef(`refs/heads/${mainBranch}`, head);
  await eventually(() => expect(commits).toEqual([head]));
  expect(await forge.repository.text(head, 'README.md')).toBe('changed\n');
  await forge.stop();
});

it('says what is wrong with the token or the address, and leaves the token out', async () => {
  await expect(use('canary')).rejects.toThrow(
    `${gitea.url} does not accept GITEA_TOKEN.`,
  );
  await gitea.stop();
  await expect(use('canary')).rejects.toThrow(
    `${gitea.url} (GITEA_URL) does not answer.`,
  );
});

it('breaks nothing there', async () => {
  const forge = await use();
  await expect(forge.setFault({ kind: 'down' })).rejects.toThrow(
    'is a real forge',
  );
  await forge.stop();
});
