import { join } from 'node:path';
import { git } from '../../git/git';
import { mainBranch, Repository } from '../../git/Repository';
import { seedRepository } from '../../git/seed';
import { pause } from '../../kube/pause';
import { name, owner } from '../hosted';
import type { GiteaAccess } from './GiteaApi';

const pollMilliseconds = 2000;

/** A local copy of the remote main. */
export class GitMirror {
  readonly #remote: string;
  /** The token goes by the environment: neither arguments nor URLs, which others may see, hold it. */
  readonly #env: Record<string, string>;

  private constructor(
    { url, token }: GiteaAccess,
    readonly repository: Repository,
  ) {
    this.#remote = `${url}/${owner}/${name}.git`;
    this.#env = {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `http.${url}/.extraHeader`,
      GIT_CONFIG_VALUE_0: `Authorization: token ${token}`,
    };
  }

  static async of(gitea: GiteaAccess, dir: string): Promise<GitMirror> {
    const repository = await Repository.init(join(dir, 'gitea', `${name}.git`));
    return new GitMirror(gitea, repository);
  }

  /** Copies main; a repository without one gets `seed` as its first commit. */
  async fill(seed: string): Promise<void> {
    if (await this.#remoteMain()) {
      await this.fetch();
      return;
    }
    await seedRepository(this.repository, seed);
    await this.#git('push', '--quiet', this.#remote, mainBranch);
  }

  async fetch(): Promise<string> {
    const ref = `refs/heads/${mainBranch}`;
    await this.#git('fetch', '--quiet', this.#remote, `+${ref}:${ref}`);
    return (await this.repository.commitOf(ref)) ?? '';
  }

  /** Asks every other second, as GitOps agents do. A forge that does not answer is asked again. */
  async follow(moved: (commit: string) => void, signal: AbortSignal) {
    let known = await this.repository.commitOf(mainBranch);
    while (!signal.aborted) {
      await pause(pollMilliseconds, signal);
      const commit = await this.#remoteMain().catch(notNow);
      if (signal.aborted || !commit || commit === known) continue;
      known = await this.fetch();
      moved(known);
    }
  }

  async #remoteMain(): Promise<string | undefined> {
    const answer = await this.#git(
      'ls-remote',
      this.#remote,
      `refs/heads/${mainBranch}`,
    );
    return answer.split('\t')[0] || undefined;
  }

  async #git(...args: string[]): Promise<string> {
    const { dir } = this.repository;
    return (await git(dir, args, { env: this.#env })).stdout;
  }
}

function notNow(): undefined {}
