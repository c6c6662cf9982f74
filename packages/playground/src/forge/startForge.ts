import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mainBranch, Repository } from '../git/Repository';
import { seedRepository } from '../git/seed';
import { forgeApp } from './app';
import type { ForgeFault } from './faults';
import type { Forge } from './Forge';
import { name, owner, type Hosted } from './hosted';
import { Listener } from './Listener';
import { protect } from './protection';
import { PullRequests } from './PullRequests';

export interface ForgeOptions {
  /** Where repository and pull requests are kept; what is there already is served. */
  dir: string;
  /** The folder whose files the repository holds at first. */
  seed: string;
  /** 0, the default, takes a free one. */
  port?: number;
  /** What `GET /ready` waits for beside the forge itself. */
  ready?: () => boolean;
}

/** A forge with one repository: git over HTTP, the part of Gitea's API that the portal calls, and a page to review and merge. */
export async function startForge(options: ForgeOptions): Promise<Forge> {
  const listener = await Listener.open(options.port ?? 0);
  const root = join(options.dir, 'repositories');
  const listeners: Array<(commit: string) => void> = [];
  const changed = (commit: string) => listeners.forEach(call => call(commit));

  const repository = await openRepository(root, options.seed);
  const pulls = await PullRequests.open(
    repository,
    join(options.dir, 'pulls.json'),
    changed,
  );
  const hosted: Hosted = {
    url: `http://localhost:${listener.port}`,
    repository,
    pulls,
  };

  let fault: ForgeFault | undefined;
  listener.handler = forgeApp(hosted, {
    root,
    fault: () => fault,
    ready: options.ready ?? (() => true),
  });

  return {
    url: hosted.url,
    repository,
    onMain: call => {
      listeners.push(call);
    },
    get fault() {
      return fault;
    },
    async setFault(next) {
      fault = next;
      await (next?.kind === 'down' ? listener.close() : listener.open());
    },
    async reset() {
      await pulls.clear();
      await repository.deleteAllRefs();
      return seedRepository(repository, options.seed);
    },
    stop: () => listener.close(),
  };
}

async function openRepository(root: string, seed: string): Promise<Repository> {
  const dir = join(root, owner, `${name}.git`);
  await mkdir(dir, { recursive: true });
  const repository = await Repository.init(dir);
  await protect(repository);
  if (!(await repository.commitOf(mainBranch)))
    await seedRepository(repository, seed);
  return repository;
}
