import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Account } from '../forge/accounts';
import { git } from '../git/git';
import { identity } from '../git/merge';

/** For tests: a clone made over HTTP, as a client of the forge has it. */
export class Clone {
  private constructor(
    readonly dir: string,
    private readonly remote: string,
    private readonly author: string,
  ) {}

  static async of(forgeUrl: string, account: Account, dir: string) {
    const remote = new URL(`${forgeUrl}/platform/deploy.git`);
    remote.username = account.name;
    remote.password = account.password;
    await mkdir(dir, { recursive: true });
    await git(dir, ['clone', '--quiet', remote.href, '.']);
    return new Clone(dir, remote.href, account.title);
  }

  /** Commits files on a new branch that starts at what main is now, and pushes it. */
  async push(branch: string, files: Record<string, string>): Promise<string> {
    await this.#git('fetch', '--quiet', this.remote, 'main');
    await this.#git('checkout', '--quiet', '-B', branch, 'FETCH_HEAD');
    return this.pushMore(branch, files);
  }

  async pushMore(branch: string, files: Record<string, string>) {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(this.dir, path)), { recursive: true });
      await writeFile(join(this.dir, path), text);
    }
    await this.#git('add', '--all');
    await this.#git('commit', '--quiet', '--allow-empty', '-m', branch);
    await this.#git(
      'push',
      '--quiet',
      this.remote,
      `HEAD:refs/heads/${branch}`,
    );
    return (await this.#git('rev-parse', 'HEAD')).trim();
  }

  async #git(...args: string[]) {
    return (await git(this.dir, args, { env: identity(this.author) })).stdout;
  }
}
