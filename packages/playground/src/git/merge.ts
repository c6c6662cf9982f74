import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git } from './git';
import type { Repository } from './Repository';

export type MergeOutcome =
  | { kind: 'merged'; commit: string }
  | { kind: 'conflict'; paths: string[] };

/**
 * A merge commit of two commits; no branch moves. Done in a throw-away work tree, because `git merge-tree --write-tree` needs
 * git 2.38 and what is installed is often older.
 */
export function merge(
  repository: Repository,
  base: string,
  head: string,
  by: { message: string; author: string },
): Promise<MergeOutcome> {
  return repository.workTrees.run(() =>
    mergeInWorkTree(repository, base, head, by),
  );
}

async function mergeInWorkTree(
  repository: Repository,
  base: string,
  head: string,
  { message, author }: { message: string; author: string },
): Promise<MergeOutcome> {
  const dir = await mkdtemp(join(tmpdir(), 'playground-merge-'));
  try {
    await git(repository.dir, [
      'worktree',
      'add',
      '--quiet',
      '--force',
      '--detach',
      dir,
      base,
    ]);
    const { status } = await git(
      dir,
      ['merge', '--quiet', '--no-ff', '-m', message, head],
      { env: identity(author), allow: [1] },
    );
    const { stdout } = await git(
      dir,
      status === 0
        ? ['rev-parse', 'HEAD']
        : ['diff', '--name-only', '--diff-filter=U', '-z'],
    );
    return status === 0
      ? { kind: 'merged', commit: stdout.trim() }
      : { kind: 'conflict', paths: stdout.split('\0').filter(Boolean) };
  } finally {
    await rm(dir, { recursive: true, force: true });
    await git(repository.dir, ['worktree', 'prune']);
  }
}

/** git's environment for commits by a person of the sample company. */
export function identity(name: string, date?: string): Record<string, string> {
  const email = `${name.toLowerCase().replace(/\W+/g, '-')}@my-company.io`;
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    ...(date && { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date }),
  };
}
