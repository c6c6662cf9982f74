import { setTimeout as pause } from 'node:timers/promises';
import { NotFoundError } from '@backstage/errors';
import { GithubIntegrationConfig } from '@backstage/integration';
import { Branches, Forge, PullRequest, PullRequestText } from './Forge';
import { ForgeCall, forgeLookup, forgeRequest } from './forgeRequest';
import { untilKnown } from './untilKnown';

interface GithubPull {
  number: number;
  html_url: string;
  title: string;
  body: string | null;
}

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

    async openPullRequest({ head, base }: Branches, text: PullRequestText) {
      const purpose = 'open a pull request';
      const known = await untilKnown(() => findBranch(head, purpose), sleep);
      if (!known)
        throw new NotFoundError(
          `Cannot ${purpose} in ${repository}: GitHub does not know branch ${head}, or hides it from the portal's account, even ten seconds after it was asked first. Look whether the branch is there, then run the template again.`,
        );
      const { title, body } = text;
      return pullRequestOf(
        await forgeRequest<GithubPull>(
          call(purpose, 'pulls', {
            method: 'POST',
            body: { title, body, head, base },
          }),
        ),
      );
    },

    async updatePullRequest(number, { title, body }) {
      return pullRequestOf(
        await forgeRequest<GithubPull>(
          call(`update pull request #${number}`, `pulls/${number}`, {
            method: 'PATCH',
            body: { title, body },
          }),
        ),
      );
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

function pullRequestOf({
  number,
  html_url: url,
  title,
  body,
}: GithubPull): PullRequest {
  return { number, url, title, body: body ?? '' };
}
