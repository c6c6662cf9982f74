import { readFile, rename, writeFile } from 'node:fs/promises';
import { merge } from '../git/merge';
import { OneAtATime } from '../git/OneAtATime';
import { mainBranch, type Repository } from '../git/Repository';
import { accounts } from './accounts';
import { Refusal, type PullRequest } from './PullRequest';

export interface NewPullRequest {
  title: string;
  body: string;
  head: string;
  base: string;
  author: string;
  labels?: string[];
}

/** The pull requests of one repository, kept in one JSON file. Changes are made one after another. */
export class PullRequests {
  #pulls: PullRequest[] = [];
  readonly #changes = new OneAtATime();

  private constructor(
    private readonly repository: Repository,
    private readonly file: string,
    private readonly onMerge: (commit: string) => void,
    private readonly now: () => Date,
  ) {}

  static async open(
    repository: Repository,
    file: string,
    onMerge: (commit: string) => void,
    now = () => new Date(),
  ): Promise<PullRequests> {
    const pulls = new PullRequests(repository, file, onMerge, now);
    const text = await readFile(file, 'utf8').catch(absent);
    if (text) pulls.#pulls = JSON.parse(text);
    return pulls;
  }

  /** Newest first. */
  list(): readonly PullRequest[] {
    return [...this.#pulls].reverse();
  }

  get(number: number): PullRequest {
    const found = this.#pulls.find(pull => pull.number === number);
    if (!found) throw new Refusal(404, `There is no pull request #${number}.`);
    return found;
  }

  create({ title, body, head, base, author, labels = [] }: NewPullRequest) {
    return this.#change(async () => {
      if (!title.trim())
        throw new Refusal(422, 'A pull request needs a title.');
      const [headCommit, baseCommit] = await Promise.all([
        this.#branch(head),
        this.#branch(base),
      ]);
      const same = this.#pulls.find(
        pull =>
          pull.state === 'open' && pull.head === head && pull.base === base,
      );
      if (same)
        throw new Refusal(
          409,
          `pull request already exists for these targets [id: ${same.number}, issue_id: ${same.number}, head_repo_id: 1, base_repo_id: 1, head_branch: ${head}, base_branch: ${base}]`,
        );
      if (
        (await this.repository.mergeBase(baseCommit, headCommit)) === headCommit
      )
        throw new Refusal(
          422,
          `There are no changes between ${base} and ${head}.`,
        );
      const at = this.now().toISOString();
      const pull: PullRequest = {
        number: this.#pulls.length + 1,
        title,
        body,
        author,
        head,
        base,
        headCommit,
        state: 'open',
        reviewers: [],
        labels,
        createdAt: at,
        updatedAt: at,
      };
      this.#pulls.push(pull);
      await this.repository.moveRef(pullRef(pull), headCommit);
      return pull;
    });
  }

  update(
    number: number,
    changes: Partial<
      Pick<PullRequest, 'title' | 'body' | 'reviewers' | 'labels'>
    > & {
      state?: 'open' | 'closed';
    },
  ) {
    return this.#change(async () => {
      const pull = this.get(number);
      if (changes.state && pull.state === 'merged')
        throw new Refusal(412, `Pull request #${number} is merged already.`);
      Object.assign(pull, definedOf(changes));
      pull.updatedAt = this.now().toISOString();
      pull.closedAt = pull.state === 'open' ? undefined : pull.updatedAt;
      return pull;
    });
  }

  /** Merges with a merge commit and deletes the branch; the commits stay reachable at refs/pull/N/head. */
  merge(number: number, by: string) {
    return this.#change(async () => {
      const pull = this.get(number);
      if (pull.state !== 'open')
        throw new Refusal(405, `Pull request #${number} is ${pull.state}.`);
      if (isDraft(pull))
        throw new Refusal(
          405,
          `#${number} is a draft. Take WIP: off its title when it is ready.`,
        );
      const base = await this.#branch(pull.base);
      const outcome = await merge(this.repository, base, pull.headCommit, {
        message: `${pull.title} (#${pull.number})`,
        author: by,
      });
      if (outcome.kind === 'conflict')
        throw new Refusal(409, conflictMessage(pull, outcome.paths));
      await this.repository.moveRef(
        `refs/heads/${pull.base}`,
        outcome.commit,
        base,
      );
      await this.repository.deleteRef(`refs/heads/${pull.head}`);
      const at = this.now().toISOString();
      Object.assign(pull, {
        state: 'merged',
        mergeCommit: outcome.commit,
        baseBeforeMerge: base,
        mergedBy: by,
        updatedAt: at,
        closedAt: at,
      });
      if (pull.base === mainBranch) this.onMerge(outcome.commit);
      return pull;
    });
  }

  /** The files that a person must settle before an open pull request can be merged; none is good. */
  async conflicts(pull: PullRequest): Promise<string[]> {
    const outcome = await merge(
      this.repository,
      await this.#branch(pull.base),
      pull.headCommit,
      { message: pull.title, author: accounts.reviewer.title },
    );
    return outcome.kind === 'conflict' ? outcome.paths : [];
  }

  /** The two commits whose difference the pull request is. */
  async range(pull: PullRequest): Promise<{ base: string; head: string }> {
    const base = pull.baseBeforeMerge ?? (await this.#branch(pull.base));
    return {
      base: await this.repository.mergeBase(base, pull.headCommit),
      head: pull.headCommit,
    };
  }

  /** Open pull requests follow their branches; one whose branch is gone is closed. */
  followBranches() {
    return this.#change(async () => {
      for (const pull of this.#pulls.filter(({ state }) => state === 'open')) {
        const commit = await this.repository.commitOf(
          `refs/heads/${pull.head}`,
        );
        if (commit === pull.headCommit) continue;
        pull.updatedAt = this.now().toISOString();
        if (commit) {
          pull.headCommit = commit;
          await this.repository.moveRef(pullRef(pull), commit);
        } else {
          pull.state = 'closed';
          pull.closedAt = pull.updatedAt;
        }
      }
    });
  }

  /** Forgets all pull requests; numbers start again. */
  clear() {
    return this.#change(async () => {
      this.#pulls = [];
    });
  }

  async #branch(name: string): Promise<string> {
    const commit = await this.repository.commitOf(`refs/heads/${name}`);
    if (!commit) throw new Refusal(404, `There is no branch ${name}.`);
    return commit;
  }

  #change<T>(change: () => Promise<T>): Promise<T> {
    return this.#changes.run(async () => {
      const value = await change();
      await this.#save();
      return value;
    });
  }

  /** A crash while writing leaves the file as it was. */
  async #save() {
    await writeFile(`${this.file}.new`, JSON.stringify(this.#pulls, null, 2));
    await rename(`${this.file}.new`, this.file);
  }
}

/** A title that says so makes a draft, as on Gitea. */
export function isDraft({ title }: PullRequest): boolean {
  return title.startsWith('WIP:');
}

export function conflictMessage(pull: PullRequest, paths: string[]): string {
  return `#${pull.number} cannot be merged: ${pull.base} and ${
    pull.head
  } both changed ${paths.join(
    ', ',
  )}. Run the template again: it starts from what ${pull.base} holds now.`;
}

function pullRef({ number }: PullRequest): string {
  return `refs/pull/${number}/head`;
}

function definedOf<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
