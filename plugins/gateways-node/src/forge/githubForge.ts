import { setTimeout as pause } from 'node:timers/promises';
import { NotFoundError } from '@backstage/errors';
import { GithubIntegrationConfig } from '@backstage/integration';
import {
  Branches,
  Forge,
  ListedPullRequest,
  PullRequest,
  PullRequestText,
} from './Forge';
import { ForgeCall, forgeLookup, forgeRequest } from './forgeRequest';
import { untilKnown } from './untilKnown';

interface GithubPull {
  number: number;
  html_url: string;
  title: string;
  body: string | null;
  draft?: boolean;
  labels: { name: string }[];
  requested_reviewers?: { login: string }[] | null;
  state: 'open' | 'closed';
  merged_at: string | null;
  updated_at: string;
  head: { ref: string };
  base: { ref: string };
}

const PAGE = 100;

/**
 * A repository on GitHub or GitHub Enterprise, over its REST API (https://docs.github.com/rest).
 *
 * @param token - A personal or an installation's token; absent: what anybody may read
 */
export function githubForge(
  { host, apiBaseUrl = 'https://api.github.com' }: GithubIntegrationConfig,
  { owner, repo }: { owner: string; repo: string },
  token: string | undefined,
  sleep: (milliseconds: number) => Promise<unknown> = pause,
): Forge {
  const repository = `${host}/${owner}/${repo}`;
  const path = [owner, repo].map(encodeURIComponent).join('/');
  const call = (
    purpose: string,
    resource: string,
    more: Pick<ForgeCall, 'method' | 'body'> = {},
  ): ForgeCall => ({
    ...more,
    repository,
    purpose,
    url: `${apiBaseUrl.replace(/\/+$/, '')}/repos/${path}/${resource}`,
    headers: {
      accept: 'application/vnd.github+json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
  });

  /** A page of those into a branch; those that changed last come first. */
  const pulls = (state: GithubPull['state'], base: string, page = 1) => {
    const query = new URLSearchParams({
      state,
      base,
      sort: 'updated',
      direction: 'desc',
      per_page: String(PAGE),
      page: String(page),
    });
    return forgeRequest<GithubPull[]>(
      call('list pull requests', `pulls?${query}`),
    );
  };

  const allOpen = async (base: string): Promise<GithubPull[]> => {
    const found: GithubPull[] = [];
    for (let page = 1; found.length === (page - 1) * PAGE; page++)
      found.push(...(await pulls('open', base, page)));
    return found;
  };

  /** Labels and reviewers are put beside those that are there; GitHub does not mind one that is there already. */
  const completed = async (
    pull: GithubPull,
    { labels = [], reviewers = [] }: PullRequestText,
  ): Promise<PullRequest> => {
    const { number } = pull;
    if (labels.length)
      await forgeRequest(
        call(`label pull request #${number}`, `issues/${number}/labels`, {
          method: 'POST',
          body: { labels },
        }),
      );
    if (reviewers.length)
      await forgeRequest(
        call(
          `ask ${reviewers.join(', ')} to review`,
          `pulls/${number}/requested_reviewers`,
          { method: 'POST', body: { reviewers } },
        ),
      );
    const {
      labels: had = [],
      reviewers: asked = [],
      ...rest
    } = pullRequestOf(pull);
    return {
      ...rest,
      labels: [...new Set([...had, ...labels])],
      reviewers: [...new Set([...asked, ...reviewers])],
    };
  };

  const findBranch = (branch: string, purpose: string) =>
    forgeLookup<{ commit: { sha: string } }>(
      call(purpose, `branches/${encodeURIComponent(branch)}`),
    );

  return {
    repository,
    cloneUrl: `https://${host}/${path}.git`,
    // The user name that GitHub documents for git over HTTPS with a token.
    credentials: token
      ? { username: 'x-access-token', password: token }
      : undefined,

    async branchHead(branch) {
      const found = await findBranch(branch, `look up branch ${branch}`);
      return found?.commit.sha;
    },

    async textAt(revision, file) {
      const ref = encodeURIComponent(revision);
      const found = await forgeLookup<{ content: string }>(
        call(`read ${file}`, `contents/${encodeURIComponent(file)}?ref=${ref}`),
      );
      return found && Buffer.from(found.content, 'base64').toString('utf8');
    },

    async findPullRequest({ head, base }) {
      const query = new URLSearchParams({
        state: 'open',
        head: `${owner}:${head}`,
        base,
      });
      const [found] = await forgeRequest<GithubPull[]>(
        call('list pull requests', `pulls?${query}`),
      );
      return found && pullRequestOf(found);
    },

    async listPullRequests(headPrefix, base) {
      const found = [
        ...(await allOpen(base)),
        ...(await pulls('closed', base)),
      ];
      return found
        .filter(pull => pull.head.ref.startsWith(headPrefix))
        .map(listed)
        .sort((one, other) => other.number - one.number);
    },

    async openPullRequest({ head, base }: Branches, text: PullRequestText) {
      const purpose = 'open a pull request';
      const known = await untilKnown(() => findBranch(head, purpose), sleep);
      if (!known)
        throw new NotFoundError(
          `Cannot ${purpose} in ${repository}: GitHub does not know branch ${head}, or hides it from the portal's account, even ten seconds after it was asked first. Look whether the branch is there, then run the template again.`,
        );
      const { title, body, draft = false } = text;
      const opened = await forgeRequest<GithubPull>(
        call(purpose, 'pulls', {
          method: 'POST',
          body: { title, body, draft, head, base },
        }),
      );
      return completed(opened, text);
    },

    async updatePullRequest(number, text) {
      const { title, body } = text;
      const updated = await forgeRequest<GithubPull>(
        call(`update pull request #${number}`, `pulls/${number}`, {
          method: 'PATCH',
          body: { title, body },
        }),
      );
      return completed(updated, text);
    },

    async deleteBranch(branch) {
      await forgeLookup(
        call(
          `delete branch ${branch}`,
          `git/refs/${encodeURIComponent(`heads/${branch}`)}`,
          { method: 'DELETE' },
        ),
      );
    },
  };
}

function pullRequestOf(pull: GithubPull): PullRequest {
  const { number, html_url: url, title, body, draft } = pull;
  return {
    number,
    url,
    title,
    body: body ?? '',
    draft: draft || undefined,
    labels: pull.labels.map(({ name }) => name),
    reviewers: pull.requested_reviewers?.map(({ login }) => login),
  };
}

function listed(pull: GithubPull): ListedPullRequest {
  const closed = pull.merged_at ? 'merged' : 'closed';
  return {
    ...pullRequestOf(pull),
    head: pull.head.ref,
    base: pull.base.ref,
    state: pull.state === 'open' ? 'open' : closed,
    updatedAt: pull.updated_at,
  };
}
