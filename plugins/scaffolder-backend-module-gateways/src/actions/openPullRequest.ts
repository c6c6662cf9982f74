import { InputError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import {
  createTemplateAction,
  parseRepoUrl,
} from '@backstage/plugin-scaffolder-node';
import { Intent } from '@product-gateways/backstage-plugin-gateways-common';
import { forgeOf } from '@product-gateways/backstage-plugin-gateways-node';
import { unifiedDiff } from '../files/unifiedDiff';
import { readFiles } from '../files/workspaceFiles';
import { checkedBranch } from '../git/checkedBranch';
import { Author, Clone } from '../git/Clone';
import { propose } from '../git/propose';
import { refuseElsewhere, Repository, Source } from '../sources';
import {
  openPullRequestInput,
  openPullRequestOutput,
} from './pullRequestSchema';
import { planChange, PlanningServices } from './planChange';
import { refuseOutdated } from './refuseOutdated';

/**
 * `gateway:open-pull-request`: one commit with the changed files of the workspace, on one branch, and one pull request from it.
 *
 * Branch and pull request come about together or not at all, so they are one side effect with one checkpoint.
 */
export function openPullRequestAction(
  options: PlanningServices & {
    integrations: ScmIntegrations;
    sources: readonly Source[];
    author: Author;
  },
) {
  const { integrations, sources, author } = options;
  return createTemplateAction({
    id: 'gateway:open-pull-request',
    description:
      'Proposes the changed files of the workspace as one pull request; updates it where it is open already. They have to be what the intent, planned again, yields.',
    supportsDryRun: true,
    schema: { input: openPullRequestInput, output: openPullRequestOutput },
    async handler(ctx) {
      const { changedFiles, repoUrl, title, body } = ctx.input;
      if (!changedFiles.length) {
        ctx.logger.info(
          'There is nothing to change, so no pull request is opened.',
        );
        ctx.output('outcome', 'unchanged');
        return;
      }
      const branch = checkedBranch(ctx.input.branch);
      const targetBranch = checkedBranch(ctx.input.targetBranch);
      if (branch === targetBranch)
        throw new InputError(
          `The change must have a branch of its own, not ${targetBranch}.`,
        );
      const files = await readFiles(ctx.workspacePath, changedFiles);
      const repository = repositoryIn(repoUrl, integrations);
      refuseElsewhere(sources, repository, targetBranch, [...files.keys()]);

      const forge = await forgeOf(integrations, repository, ctx.input.token);
      const cloneIn = async () =>
        Clone.in(await ctx.createTemporaryDirectory(), forge);
      if (ctx.isDryRun) {
        const clone = await cloneIn();
        const head = await clone.fetch(targetBranch);
        const before = await clone.textsAt(head, files.keys());
        ctx.output('diff', unifiedDiff(before, files));
        return;
      }

      const { reviewers, labels, draft } = ctx.input;
      const proposed = await ctx.checkpoint({
        key: `gateway.open-pull-request.${forge.repository}.${branch}`,
        fn: async () => {
          const plan = await planChange(
            ctx.input.intent as Intent,
            await ctx.getInitiatorCredentials(),
            options,
          );
          if (plan.outcome === 'nothing-to-change')
            return { outcome: 'unchanged' as const, url: null, number: null };
          refuseOutdated({ repoUrl, branch, targetBranch, body, files }, plan);
          const { outcome, pullRequest } = await propose(
            {
              title,
              body: signed(body, ctx.user?.ref),
              reviewers,
              labels,
              draft,
              branch,
              targetBranch,
              files,
              baseRevision: plan.repository?.revision,
              author,
              requestedBy: ctx.user?.ref,
            },
            { forge, clone: await cloneIn(), logger: ctx.logger },
          );
          return {
            outcome,
            url: pullRequest?.url ?? null,
            number: pullRequest?.number ?? null,
          };
        },
      });
      ctx.logger.info(told(proposed, targetBranch));
      ctx.output('outcome', proposed.outcome);
      if (proposed.url !== null) ctx.output('pullRequestUrl', proposed.url);
      if (proposed.number !== null)
        ctx.output('pullRequestNumber', proposed.number);
    },
  });
}

/** Who asked, and so who answered what only a person can know: the portal's account opens the pull request for them. */
function signed(body: string, requestedBy: string | undefined): string {
  if (!requestedBy) return body;
  return `${body.trimEnd()}\n\nRequested in the portal by \`${requestedBy}\`, who also gave the answers that a person gives.\n`;
}

function repositoryIn(
  repoUrl: string,
  integrations: ScmIntegrations,
): Repository {
  const { host, owner, repo } = parseRepoUrl(repoUrl, integrations);
  if (owner) return { host, owner, repo };
  throw new InputError(
    `repoUrl names no owner: write HOST?owner=OWNER&repo=NAME.`,
  );
}

function told(
  { outcome, url }: { outcome: string; url: string | null },
  targetBranch: string,
): string {
  return url
    ? `Pull request ${outcome}: ${url}`
    : `There is nothing to change: ${targetBranch} holds these files already.`;
}
