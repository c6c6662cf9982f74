import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { git, gitBytes, gitEnvironment } from './git';
import { OneAtATime } from './OneAtATime';

export interface Commit {
  sha: string;
  tree: string;
  parents: string[];
  author: Signature;
  message: string;
}

export interface Signature {
  name: string;
  email: string;
  /** RFC 3339. */
  date: string;
}

export interface FileChange {
  path: string;
  status: 'added' | 'changed' | 'deleted';
  additions: number;
  deletions: number;
}

export const mainBranch = 'main';

const statusOf: Record<string, FileChange['status']> = {
  A: 'added',
  D: 'deleted',
};

/** A bare repository. Reads by revision: a branch, a full ref or a commit; undefined where there is none. */
export class Repository {
  /** Whoever adds a work tree does it in here: git fails where it meets one that is half made or half gone. */
  readonly workTrees = new OneAtATime();

  constructor(readonly dir: string) {}

  static async init(dir: string): Promise<Repository> {
    await mkdir(dir, { recursive: true });
    await git(dir, ['init', '--quiet', '--bare', '--template=']);
    await git(dir, ['symbolic-ref', 'HEAD', `refs/heads/${mainBranch}`]);
    return new Repository(dir);
  }

  /** The commit that a branch, a ref or an abbreviated commit names. */
  async commitOf(revision: string): Promise<string | undefined> {
    for (const candidate of [`refs/heads/${revision}`, revision]) {
      const { status, stdout } = await git(
        this.dir,
        [
          'rev-parse',
          '--verify',
          '--quiet',
          '--end-of-options',
          `${candidate}^{commit}`,
        ],
        { allow: [1, 128] },
      );
      // Old versions of git print the marker along with the answer.
      if (status === 0) return stdout.trim().split('\n').at(-1);
    }
    return undefined;
  }

  async commit(sha: string): Promise<Commit> {
    const format = '%H%x00%T%x00%P%x00%an%x00%ae%x00%aI%x00%B';
    const { stdout } = await git(this.dir, [
      'show',
      '--no-patch',
      `--format=${format}`,
      sha,
    ]);
    const [hash, tree, parents, name, email, date, message] =
      stdout.split('\0');
    return {
      sha: hash,
      tree,
      parents: parents.split(' ').filter(Boolean),
      author: { name, email, date },
      message: message.trimEnd(),
    };
  }

  async branches(): Promise<Array<{ name: string; sha: string }>> {
    const { stdout } = await git(this.dir, [
      'for-each-ref',
      '--format=%(refname:lstrip=2) %(objectname)',
      'refs/heads',
    ]);
    return lines(stdout).map(line => {
      const [name, sha] = line.split(' ');
      return { name, sha };
    });
  }

  /** The paths of all files below `folder`, or of all files. */
  async paths(sha: string, folder?: string): Promise<string[]> {
    const below = folder ? ['--', `${folder.replace(/\/+$/, '')}/`] : [];
    const { stdout } = await git(this.dir, [
      'ls-tree',
      '-r',
      '-z',
      '--name-only',
      sha,
      ...below,
    ]);
    return stdout.split('\0').filter(Boolean);
  }

  /** A file's text, undefined where there is no such file. */
  async text(sha: string, path: string): Promise<string | undefined> {
    const { status, stdout } = await git(
      this.dir,
      ['cat-file', 'blob', `${sha}:${path}`],
      { allow: [128] },
    );
    return status === 0 ? stdout : undefined;
  }

  /** The texts of all files below `folder`, by path. */
  async texts(sha: string, folder: string): Promise<Map<string, string>> {
    const paths = await this.paths(sha, folder);
    const { stdout } = await gitBytes(this.dir, ['cat-file', '--batch'], {
      input: paths.map(path => `${sha}:${path}\n`).join(''),
    });
    let at = 0;
    return new Map(
      paths.map(path => {
        // Each answer is `<object> blob <bytes>`, the file, and a line feed.
        const start = stdout.indexOf('\n', at) + 1;
        const size = Number(stdout.toString('utf8', at, start).split(' ')[2]);
        at = start + size + 1;
        return [path, stdout.toString('utf8', start, start + size)];
      }),
    );
  }

  async changes(base: string, head: string): Promise<FileChange[]> {
    const [names, counts] = await Promise.all([
      git(this.dir, [
        'diff',
        '--no-renames',
        '--name-status',
        '-z',
        base,
        head,
      ]),
      git(this.dir, ['diff', '--no-renames', '--numstat', '-z', base, head]),
    ]);
    const status = names.stdout.split('\0');
    return counts.stdout
      .split('\0')
      .filter(Boolean)
      .map((line, i) => {
        const [additions, deletions, path] = line.split('\t');
        return {
          path,
          status: statusOf[status[2 * i]] ?? 'changed',
          additions: Number(additions) || 0,
          deletions: Number(deletions) || 0,
        };
      });
  }

  /** The unified diff of one file, or of everything. */
  async diff(base: string, head: string, path?: string): Promise<string> {
    const only = path ? ['--', path] : [];
    return (await git(this.dir, ['diff', '--no-renames', base, head, ...only]))
      .stdout;
  }

  /** Where `head` left `base`: a pull request shows what came after it. */
  async mergeBase(base: string, head: string): Promise<string> {
    const { status, stdout } = await git(this.dir, ['merge-base', base, head], {
      allow: [1],
    });
    return status === 0 ? stdout.trim() : base;
  }

  /** A gzipped tar archive whose paths start with `prefix/`. */
  archive(sha: string, prefix: string): Readable {
    const child = spawn(
      'git',
      ['archive', '--format=tar.gz', `--prefix=${prefix}/`, sha],
      {
        cwd: this.dir,
        env: gitEnvironment(),
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    child.on('error', error => child.stdout.destroy(error));
    return child.stdout;
  }

  /** Moves a ref, but only from where the caller believes it to be. */
  async moveRef(ref: string, to: string, from?: string): Promise<void> {
    await git(this.dir, ['update-ref', ref, to, ...(from ? [from] : [])]);
  }

  async deleteRef(ref: string): Promise<void> {
    await git(this.dir, ['update-ref', '-d', ref]);
  }

  async deleteAllRefs(): Promise<void> {
    const { stdout } = await git(this.dir, [
      'for-each-ref',
      '--format=%(refname)',
    ]);
    for (const ref of lines(stdout)) await this.deleteRef(ref);
  }
}

function lines(text: string): string[] {
  return text.split('\n').filter(Boolean);
}
