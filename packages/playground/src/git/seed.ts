import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git } from './git';
import { identity } from './merge';
import { mainBranch, type Repository } from './Repository';

/** Makes `folder` the first and only commit of main. The same folder gives the same commit on every machine. */
export async function seedRepository(
  repository: Repository,
  folder: string,
): Promise<string> {
  const temporary = await mkdtemp(join(tmpdir(), 'playground-seed-'));
  const env = {
    ...identity('Ada Okafor', '2026-11-02T09:00:00Z'),
    GIT_DIR: repository.dir,
    GIT_WORK_TREE: folder,
    GIT_INDEX_FILE: join(temporary, 'index'),
  };
  const run = async (...args: string[]) =>
    (await git(folder, args, { env })).stdout.trim();
  try {
    await run('-c', 'core.autocrlf=false', 'add', '--all', '.');
    const tree = await run('write-tree');
    const commit = await run('commit-tree', tree, '-m', 'What runs today');
    await repository.moveRef(`refs/heads/${mainBranch}`, commit);
    return commit;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
