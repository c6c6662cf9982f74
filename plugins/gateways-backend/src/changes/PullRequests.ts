import { ScmIntegrations } from '@backstage/integration';
import {
  forgeOf,
  ListedPullRequest,
} from '@product-gateways/backstage-plugin-gateways-node';
import { GitSource } from './readGitSources';

/** A pull request and where it is. */
export interface KnownPullRequest extends ListedPullRequest {
  repository: string;
}

/** Pages ask again with every tick, and forges limit how often they are asked. */
const FRESH_MS = 15_000;

/** How the names of all branches of ours begin. */
const PREFIX = 'gateways-';

interface Answer {
  askedAt: number;
  pulls: Promise<KnownPullRequest[]>;
}

/** The pull requests of ours in each repository, as the forges said at most fifteen seconds ago. */
export class PullRequests {
  readonly #answers = new Map<GitSource, Answer>();

  constructor(
    private readonly integrations: ScmIntegrations,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Newest first. A failure is not kept: who asks next asks the forge again. */
  async of(source: GitSource): Promise<readonly KnownPullRequest[]> {
    const known = this.#answers.get(source);
    if (known && this.now() - known.askedAt < FRESH_MS) return known.pulls;
    const answer = { askedAt: this.now(), pulls: this.#list(source) };
    this.#answers.set(source, answer);
    try {
      return await answer.pulls;
    } catch (error) {
      if (this.#answers.get(source) === answer) this.#answers.delete(source);
      throw error;
    }
  }

  async #list({ url, branch }: GitSource): Promise<KnownPullRequest[]> {
    const { host, pathname } = new URL(url);
    const parts = pathname.split('/').filter(Boolean);
    const repo = decodeURIComponent(parts.pop() ?? '');
    const owner = parts.map(decodeURIComponent).join('/');
    const forge = await forgeOf(this.integrations, { host, owner, repo });
    const pulls = await forge.listPullRequests(PREFIX, branch);
    return pulls.map(pull => ({ ...pull, repository: forge.repository }));
  }
}
