import fs from 'node:fs';
import git from 'isomorphic-git';
import http from 'isomorphic-git/http/node';
import { Forge } from '@product-gateways/backstage-plugin-gateways-node';
import { Files } from '../files/workspaceFiles';
import { gitFailure } from './failure';
import { treeWith } from './treeWith';

export interface Author {
  name: string;
  email: string;
}

/** A bare, shallow copy of a repository in a folder of its own: branches are read, commits made and pushed, without git on the machine. */
export class Clone {
  private constructor(
    private readonly gitdir: string,
    private readonly forge: Forge,
  ) {}

  static async in(gitdir: string, forge: Forge): Promise<Clone> {
    await git.init({ fs, gitdir, bare: true });
    await git.addRemote({ fs, gitdir, remote: 'origin', url: forge.cloneUrl });
    return new Clone(gitdir, forge);
  }

  /** A branch's newest commit, fetched. */
  async fetch(branch: string): Promise<string> {
    const purpose = `read branch ${branch}`;
    const { fetchHead } = await this.#talking(purpose, remote =>
      git.fetch({
        ...remote,
        ref: branch,
        singleBranch: true,
        depth: 1,
        tags: false,
      }),
    );
    if (fetchHead) return fetchHead;
    throw gitFailure(purpose, this.forge.repository, undefined);
  }

  async messageOf(commit: string): Promise<string> {
    const { gitdir } = this;
    const read = await git.readCommit({ fs, gitdir, oid: commit });
    return read.commit.message;
  }

  /** Files' texts at a commit; undefined where there is none. */
  async textsAt(
    commit: string,
    paths: Iterable<string>,
  ): Promise<Map<string, string | undefined>> {
    const { gitdir } = this;
    const texts = new Map<string, string | undefined>();
    for (const filepath of paths) {
      const found = await git
        .readBlob({ fs, gitdir, oid: commit, filepath })
        .catch(error => {
          if (error instanceof git.Errors.NotFoundError) return undefined;
          throw error;
        });
      texts.set(filepath, found && Buffer.from(found.blob).toString('utf8'));
    }
    return texts;
  }

  /** A commit on top of another that changes these files alone. */
  async commit(
    parent: string,
    files: Files,
    message: string,
    author: Author,
  ): Promise<string> {
    const { gitdir } = this;
    const { commit } = await git.readCommit({ fs, gitdir, oid: parent });
    const tree = await treeWith(gitdir, commit.tree, files);
    return git.commit({
      fs,
      gitdir,
      message,
      author,
      tree,
      parent: [parent],
      ref: 'refs/heads/change',
    });
  }

  /** Makes a branch of the forge be a commit, whatever it was. */
  async push(commit: string, branch: string): Promise<void> {
    const { gitdir } = this;
    await git.writeRef({
      fs,
      gitdir,
      ref: 'refs/heads/change',
      value: commit,
      force: true,
    });
    await this.#talking(`push branch ${branch}`, remote =>
      git.push({
        ...remote,
        ref: 'refs/heads/change',
        remoteRef: `refs/heads/${branch}`,
        force: true,
      }),
    );
  }

  async #talking<T>(
    purpose: string,
    talk: (remote: {
      fs: typeof fs;
      http: typeof http;
      gitdir: string;
      remote: string;
      onAuth(): { username: string; password: string } | { cancel: true };
    }) => Promise<T>,
  ): Promise<T> {
    const { gitdir, forge } = this;
    try {
      return await talk({
        fs,
        http,
        gitdir,
        remote: 'origin',
        onAuth: () => forge.credentials ?? { cancel: true },
      });
    } catch (error) {
      throw gitFailure(purpose, forge.repository, error);
    }
  }
}
