import { setTimeout as pause } from 'node:timers/promises';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  getGiteaRequestOptions,
  GiteaIntegrationConfig,
} from '@backstage/integration';
import {
  Branches,
  Forge,
  ListedPullRequest,
  PullRequest,
  PullRequestText,
} from './Forge';
import { ForgeCall, forgeLookup, forgeRequest } from './forgeRequest';
import { untilKnown } from './untilKnown';

interface GiteaBranch {
  commit: { id: string };
}

interface GiteaPull {
  number: number;
  html_url: string;
  title: string;
  body: string;
  labels?: GiteaLabel[] | null;
  requested_reviewers?: { login: string }[] | null;
  state: 'open' | 'closed';
  merged: boolean;
  updated_at: string;
  head: { ref: string };
  base: { ref: string };
}

interface GiteaLabel {
  id: number;
  name: string;
}

const PAGE = 50;
const CLOSED = 100;

/** A title that begins so is Gitea's way to say that a pull request is not ready (`[repository.pull-request] WORK_IN_PROGRESS_PREFIXES`). */
const DRAFT = 'WIP: ';

/** A repository on Gitea or Forgejo, over its REST API v1 (`/api/swagger` of any instance). */
export function giteaForge(
  config: GiteaIntegrationConfig,
  { owner, repo }: { owner: string; repo: string },
  sleep: (milliseconds: number) => Promise<unknown> = pause,
): Forge {
  const baseUrl = (config.baseUrl ?? `https://${config.host}`).replace(
    /\/+$/,
    '',
  );
  const path = pathOf(`${owner}/${repo}`);
  const repository = `${config.host}/${owner}/${repo}`;
  const call = (
    purpose: string,
    resource: string,
    more: Pick<ForgeCall, 'method' | 'body'> = {},
  ): ForgeCall => ({
    ...more,
    repository,
    purpose,
    url: `${baseUrl}/api/v1/repos/${path}/${resource}`,
    headers: getGiteaRequestOptions(config).headers,
  });

  const findBranch = (branch: string, purpose: string) =>
    forgeLookup<GiteaBranch>(call(purpose, `branches/${pathOf(branch)}`));

  /** Those that changed last come first. */
  async function* pulls(state: GiteaPull['state'], most = Infinity) {
    for (let seen = 0, page = 1; seen < most; page++) {
      const found = await forgeRequest<GiteaPull[]>(
        call(
          'list pull requests',
          `pulls?state=${state}&sort=recentupdate&limit=${PAGE}&page=${page}`,
        ),
      );
      if (found.length === 0) return;
      yield* found;
      seen += found.length;
    }
  }

  /** Gitea takes labels by number. */
  const labelIds = async (names: readonly string[]): Promise<number[]> => {
    if (names.length === 0) return [];
    const purpose = 'look up labels';
    const known: GiteaLabel[] = [];
    for (let page = 1; ; page++) {
      const found = await forgeRequest<GiteaLabel[]>(
        call(purpose, `labels?limit=${PAGE}&page=${page}`),
      );
      known.push(...found);
      if (found.length < PAGE) break;
    }
    return names.map(name => {
      const label = known.find(each => each.name === name);
      if (label) return label.id;
      throw new InputError(
        `${repository} has no label ${name}. Create it there, or leave it out.`,
      );
    });
  };

  const askReviewers = async (
    pull: PullRequest,
    reviewers: readonly string[] = [],
  ): Promise<PullRequest> => {
    const asked = pull.reviewers ?? [];
    const missing = reviewers.filter(login => !asked.includes(login));
    if (missing.length === 0) return pull;
    await forgeRequest(
      call(
        `ask ${missing.join(', ')} to review`,
        `pulls/${pull.number}/requested_reviewers`,
        { method: 'POST', body: { reviewers: missing } },
      ),
    );
    return { ...pull, reviewers: [...asked, ...missing] };
  };

  return {
    repository,
    cloneUrl: `${baseUrl}/${path}.git`,
    credentials: credentialsOf(config),

    async branchHead(branch) {
      return (await findBranch(branch, `look up branch ${branch}`))?.commit.id;
    },

    async textAt(revision, file) {
      const found = await forgeLookup<{ content: string }>(
        call(
          `read ${file}`,
          `contents/${pathOf(file)}?ref=${encodeURIComponent(revision)}`,
        ),
      );
      return found && Buffer.from(found.content, 'base64').toString('utf8');
    },

    async findPullRequest({ head, base }) {
      for await (const pull of pulls('open'))
        if (pull.head.ref === head && pull.base.ref === base)
          return pullRequestOf(pull);
      return undefined;
    },

    async listPullRequests(headPrefix, base) {
      const found: GiteaPull[] = [];
      for await (const pull of pulls('open')) found.push(pull);
      for await (const pull of pulls('closed', CLOSED)) found.push(pull);
      return found
        .filter(
          pull =>
            pull.head.ref.startsWith(headPrefix) && pull.base.ref === base,
        )
        .map(listed)
        .sort((one, other) => other.number - one.number);
    },

    async openPullRequest({ head, base }: Branches, text: PullRequestText) {
      const purpose = 'open a pull request';
      const known = await untilKnown(() => findBranch(head, purpose), sleep);
      if (!known)
        throw new NotFoundError(
          `Cannot ${purpose} in ${repository}: the forge does not know branch ${head}, or hides it from the portal's account, even ten seconds after it was asked first. Look whether the branch is there, then run the template again.`,
        );
      const labels = await labelIds(text.labels ?? []);
      const opened = await forgeRequest<GiteaPull>(
        call(purpose, 'pulls', {
          method: 'POST',
          body: { title: titleOf(text), body: text.body, labels, head, base },
        }),
      );
      return askReviewers(pullRequestOf(opened), text.reviewers);
    },

    async updatePullRequest(number, text) {
      const labels = await labelIds(text.labels ?? []);
      if (labels.length)
        await forgeRequest(
          call(`label pull request #${number}`, `issues/${number}/labels`, {
            method: 'POST',
            body: { labels },
          }),
        );
      const updated = await forgeRequest<GiteaPull>(
        call(`update pull request #${number}`, `pulls/${number}`, {
          method: 'PATCH',
          body: { title: titleOf(text), body: text.body },
        }),
      );
      return askReviewers(pullRequestOf(updated), text.reviewers);
    },

    async deleteBranch(branch) {
      await forgeLookup(
        call(`delete branch ${branch}`, `branches/${pathOf(branch)}`, {
          method: 'DELETE',
        }),
      );
    },
  };
}

function pullRequestOf(pull: GiteaPull): PullRequest {
  const { number, html_url: url, title, body } = pull;
  const isDraft = title.startsWith(DRAFT);
  return {
    number,
    url,
    title: isDraft ? title.slice(DRAFT.length) : title,
    body,
    draft: isDraft || undefined,
    labels: pull.labels?.map(({ name }) => name),
    reviewers: pull.requested_reviewers?.map(({ login }) => login),
  };
}

function listed(pull: GiteaPull): ListedPullRequest {
  const closed = pull.merged ? 'merged' : 'closed';
  return {
    ...pullRequestOf(pull),
    head: pull.head.ref,
    base: pull.base.ref,
    state: pull.state === 'open' ? 'open' : closed,
    updatedAt: pull.updated_at,
  };
}

function titleOf({ title, draft }: PullRequestText): string {
  return draft ? `${DRAFT}${title}` : title;
}

/** A token alone stands in the place of the user name, as Gitea's documentation has it. */
function credentialsOf({ username, password }: GiteaIntegrationConfig) {
  if (!password) return undefined;
  return username
    ? { username, password }
    : { username: password, password: 'x-oauth-basic' };
}

/** Slashes between the parts of a path or a branch stay. */
function pathOf(text: string): string {
  return text.split('/').map(encodeURIComponent).join('/');
}
