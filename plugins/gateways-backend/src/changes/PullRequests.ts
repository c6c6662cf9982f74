import { ScmIntegrations } from '@backstage/integration';
import {
  forgeOf,
  ListedPullRequest,
} from '@product-gateways/backstage-plugin-gateways-node';
import { Freshness } from './Freshness';
import { GitSource } from './readGitSources';

/** A pull request and where it is. */
export interface KnownPullRequest extends ListedPullRequest {
  repository: string;
}

/** How the names of all branches of ours begin. */
const PREFIX = 'gateways-';

interface Answer {
  freshness: Freshness;
  pulls: Promise<KnownPullRequest[]>;
}

/** The pull requests of ours in each repository, as the forges said a moment ago. */
export class PullRequests {
  readonly #answers = new Map<GitSource, Answer>();

  constructor(private readonly integrations: ScmIntegrations) {}

  /**
   * Newest first. A failure is not kept: who asks next asks the forge again.
   *
   * @param clusters - What they are now
   */
  async of(
    source: GitSource,
    clusters: unknown,
  ): Promise<readonly KnownPullRequest[]> {
    const known = this.#answers.get(source);
    if (known && !known.freshness.isOver(clusters)) return known.pulls;
    const freshness = Freshness.of(clusters);
    const answer = { freshness, pulls: this.#list(source) };
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
