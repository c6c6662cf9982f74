import { posix } from 'node:path';
import { mainBranch, type Commit } from '../../git/Repository';
import { accounts } from '../accounts';
import { name, owner, type Hosted } from '../hosted';
import { labels } from '../labels';
import type { PullRequest } from '../PullRequest';
import { isDraft } from '../PullRequests';

/** The shapes of Gitea's API v1, as far as a client of the playground reads them. */
export function repositoryToWire({ url }: Hosted) {
  return {
    id: 1,
    name,
    full_name: `${owner}/${name}`,
    owner: { login: owner },
    default_branch: mainBranch,
    private: true,
    empty: false,
    html_url: `${url}/${owner}/${name}`,
    clone_url: `${url}/${owner}/${name}.git`,
  };
}

export function branchToWire({ url }: Hosted, branch: string, commit: Commit) {
  return {
    name: branch,
    protected: branch === mainBranch,
    commit: {
      id: commit.sha,
      message: commit.message,
      timestamp: commit.author.date,
      url: `${url}/${owner}/${name}/commit/${commit.sha}`,
    },
  };
}

export function commitToWire({ url }: Hosted, commit: Commit) {
  const { sha, message, author, parents, tree } = commit;
  return {
    sha,
    created: author.date,
    html_url: `${url}/${owner}/${name}/commit/${sha}`,
    commit: { message, author, committer: author, tree: { sha: tree } },
    parents: parents.map(parent => ({ sha: parent })),
  };
}

export function fileToWire(
  { url }: Hosted,
  file: { path: string; ref: string; sha: string; text: string },
) {
  const content = Buffer.from(file.text, 'utf8');
  return {
    name: posix.basename(file.path),
    path: file.path,
    type: 'file',
    size: content.length,
    encoding: 'base64',
    content: content.toString('base64'),
    last_commit_sha: file.sha,
    html_url: `${url}/${owner}/${name}/src/branch/${file.ref}/${file.path}`,
  };
}

export function pullToWire(
  hosted: Hosted,
  pull: PullRequest,
  computed: { baseCommit: string; mergeBase: string; mergeable: boolean },
) {
  const repo = repositoryToWire(hosted);
  return {
    id: pull.number,
    number: pull.number,
    html_url: pullUrl(hosted, pull),
    url: pullUrl(hosted, pull),
    title: pull.title,
    body: pull.body,
    user: userToWire(pull.author),
    requested_reviewers: pull.reviewers.map(userToWire),
    labels: labelsToWire(pull.labels),
    draft: isDraft(pull),
    state: pull.state === 'open' ? 'open' : 'closed',
    merged: pull.state === 'merged',
    mergeable: computed.mergeable,
    merge_base: computed.mergeBase,
    merge_commit_sha: pull.mergeCommit ?? null,
    merged_at: pull.state === 'merged' ? pull.closedAt : null,
    merged_by: pull.mergedBy ? { login: pull.mergedBy } : null,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt ?? null,
    head: { label: pull.head, ref: pull.head, sha: pull.headCommit, repo },
    base: { label: pull.base, ref: pull.base, sha: computed.baseCommit, repo },
  };
}

export function pullUrl({ url }: Hosted, { number }: PullRequest): string {
  return `${url}/${owner}/${name}/pulls/${number}`;
}

export function labelsToWire(names: readonly string[]) {
  return labels.filter(({ name: label }) => names.includes(label));
}

function userToWire(login: string) {
  const known = Object.values(accounts).find(account => account.name === login);
  return { login, full_name: known?.title ?? login };
}
