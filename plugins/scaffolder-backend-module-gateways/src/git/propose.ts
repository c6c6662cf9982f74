import { ConflictError } from '@backstage/errors';
import { LoggerService } from '@backstage/backend-plugin-api';
import {
  Forge,
  PullRequest,
  PullRequestText,
} from '@product-gateways/backstage-plugin-gateways-node';
import { Files } from '../files/workspaceFiles';
import { Author, Clone } from './Clone';

/** What is to be proposed, and where. */
export interface Proposal extends PullRequestText {
  branch: string;
  targetBranch: string;
  files: Files;
  /** The commit that the files were made from. */
  baseRevision?: string;
  author: Author;
  /** Who asked for it, as the catalog knows them. */
  requestedBy?: string;
}

export interface Proposed {
  outcome: 'opened' | 'updated' | 'unchanged';
  pullRequest?: PullRequest;
}

/**
 * One commit on one branch, and one pull request from it. Done again, it finds what is there and changes only what differs. When the
 * pull request cannot be had, the branch goes back to what it was.
 */
export async function propose(
  proposal: Proposal,
  {
    forge,
    clone,
    logger,
  }: { forge: Forge; clone: Clone; logger: LoggerService },
): Promise<Proposed> {
  const { branch, targetBranch, files } = proposal;
  const head = await clone.fetch(targetBranch);
  if (await holds(clone, head, files)) return { outcome: 'unchanged' };
  await refuseStale(proposal, head, forge, clone);

  const branches = { head: branch, base: targetBranch };
  const open = await forge.findPullRequest(branches);
  const before =
    (await forge.branchHead(branch)) && (await clone.fetch(branch));
  if (before) await refuseForeign(before, proposal, clone);

  const isPushed = before !== undefined && (await holds(clone, before, files));
  if (!isPushed) {
    const { author } = proposal;
    const commit = await clone.commit(head, files, messageOf(proposal), author);
    await clone.push(commit, branch);
  }
  try {
    return await withPullRequest(proposal, open, !isPushed, forge);
  } catch (error) {
    if (!isPushed)
      await restore(branch, before, { forge, clone }).catch(() =>
        logger.warn(
          `Branch ${branch} of ${forge.repository} could not be taken back; the next run uses it.`,
        ),
      );
    throw error;
  }
}

async function withPullRequest(
  { title, body, reviewers, labels, draft, branch, targetBranch }: Proposal,
  open: PullRequest | undefined,
  isPushed: boolean,
  forge: Forge,
): Promise<Proposed> {
  const text = { title, body, reviewers, labels };
  if (!open) {
    const branches = { head: branch, base: targetBranch };
    const pullRequest = await forge.openPullRequest(branches, {
      ...text,
      draft,
    });
    return { outcome: 'opened', pullRequest };
  }
  if (saysAll(open, text))
    return { outcome: isPushed ? 'updated' : 'unchanged', pullRequest: open };
  const pullRequest = await forge.updatePullRequest(open.number, {
    ...text,
    // Whether it is ready, people have said since.
    draft: open.draft,
  });
  return { outcome: 'updated', pullRequest };
}

function saysAll(
  open: PullRequest,
  { title, body, reviewers = [], labels = [] }: PullRequestText,
): boolean {
  return (
    open.title === title &&
    open.body === body &&
    reviewers.every(login => open.reviewers?.includes(login)) &&
    labels.every(name => open.labels?.includes(name))
  );
}

async function holds(
  clone: Clone,
  commit: string,
  files: Files,
): Promise<boolean> {
  const texts = await clone.textsAt(commit, files.keys());
  return [...files].every(
    ([path, text]) => texts.get(path) === (text ?? undefined),
  );
}

/** The files were made from an older commit: they may only replace what has not changed since. */
async function refuseStale(
  { files, baseRevision, targetBranch }: Proposal,
  head: string,
  forge: Forge,
  clone: Clone,
): Promise<void> {
  if (!baseRevision || baseRevision === head) return;
  const now = await clone.textsAt(head, files.keys());
  for (const path of files.keys())
    if ((await forge.textAt(baseRevision, path)) !== now.get(path))
      throw new ConflictError(
        `${path} has changed in ${forge.repository} since this change was planned. Run the template again: it starts from what ${targetBranch} holds now.`,
      );
}

/** A commit that somebody else put on the branch is not thrown away. */
async function refuseForeign(
  commit: string,
  { branch }: Proposal,
  clone: Clone,
): Promise<void> {
  const lines = (await clone.messageOf(commit)).split('\n');
  if (lines.includes(trailerOf(branch))) return;
  throw new ConflictError(
    `Somebody has committed to branch ${branch}. Merge or close its pull request and delete the branch, then run the template again.`,
  );
}

async function restore(
  branch: string,
  before: string | undefined,
  { forge, clone }: { forge: Forge; clone: Clone },
): Promise<void> {
  if (before) await clone.push(before, branch);
  else await forge.deleteBranch(branch);
}

function messageOf({ title, branch, requestedBy }: Proposal): string {
  const by = requestedBy ? [`Requested by ${oneLine(requestedBy)}`] : [];
  return [oneLine(title), '', ...by, trailerOf(branch), ''].join('\n');
}

/** Tells our commits from those of people. */
function trailerOf(branch: string): string {
  return `Gateways-Branch: ${branch}`;
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
