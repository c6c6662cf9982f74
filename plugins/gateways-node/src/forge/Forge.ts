/**
 * One repository on a forge, as far as a change needs it. What differs between forges is behind this.
 *
 * Failures are errors of `@backstage/errors` that name the repository and say what to do; none holds a credential.
 *
 * @public
 */
export interface Forge {
  /** For people, e.g. `forge.example/platform/deploy`. */
  readonly repository: string;
  /** Where git clones from and pushes to. */
  readonly cloneUrl: string;
  /** What git answers when it is asked for a user name and a password; absent: nothing is known for this host. */
  readonly credentials?: ForgeCredentials;
  /** A branch's newest commit; undefined: there is no such branch. */
  branchHead(branch: string): Promise<string | undefined>;
  /** A file's text at a commit or branch; undefined: there is no such file. */
  textAt(revision: string, path: string): Promise<string | undefined>;
  /** The open pull request from one branch to another. */
  findPullRequest(branches: Branches): Promise<PullRequest | undefined>;
  /**
   * Pull requests into a branch, newest first: all that are open, and of the others the hundred that changed last in the repository.
   *
   * @param headPrefix - How the name of their own branch begins
   */
  listPullRequests(
    headPrefix: string,
    base: string,
  ): Promise<ListedPullRequest[]>;
  openPullRequest(
    branches: Branches,
    text: PullRequestText,
  ): Promise<PullRequest>;
  updatePullRequest(
    number: number,
    text: PullRequestText,
  ): Promise<PullRequest>;
  deleteBranch(branch: string): Promise<void>;
}

/** @public */
export interface ForgeCredentials {
  username: string;
  password: string;
}

/**
 * From which branch to which.
 *
 * @public
 */
export interface Branches {
  head: string;
  base: string;
}

/** @public */
export interface PullRequestText {
  title: string;
  /** Markdown. */
  body: string;
  /** Login names of people who are asked to review. They are asked as well as whom the pull request has already. */
  reviewers?: string[];
  /** Names of labels that the repository has. They are put beside those that the pull request has already. */
  labels?: string[];
  /** Not ready to be merged. */
  draft?: boolean;
}

/** @public */
export interface PullRequest extends PullRequestText {
  number: number;
  /** Its page. */
  url: string;
}

/** @public */
export interface ListedPullRequest extends PullRequest, Branches {
  /** `closed`: without a merge. */
  state: 'open' | 'merged' | 'closed';
  /** RFC 3339. */
  updatedAt: string;
}
