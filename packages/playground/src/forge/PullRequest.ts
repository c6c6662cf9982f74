/** A pull request as it is kept. Its head moves with its branch while it is open. */
export interface PullRequest {
  number: number;
  title: string;
  /** Markdown. */
  body: string;
  author: string;
  /** The branch it wants to merge. */
  head: string;
  /** The branch it wants to merge into. */
  base: string;
  headCommit: string;
  state: 'open' | 'merged' | 'closed';
  /** The commit of `base` that the merge made. */
  mergeCommit?: string;
  /** Where `base` was just before the merge. */
  baseBeforeMerge?: string;
  mergedBy?: string;
  reviewers: string[];
  /** By name, of those in `labels.ts`. */
  labels: string[];
  /** RFC 3339. */
  createdAt: string;
  updatedAt: string;
  closedAt?: string;
}

/** What stands in the way of a request, in words for whoever made it. `status` is what Gitea answers. */
export class Refusal extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
    this.name = 'Refusal';
  }
}
