import { ConflictError } from '@backstage/errors';
import { ChangePlan } from '@product-gateways/backstage-plugin-gateways-common';
import { Files } from '../files/workspaceFiles';
import { repositoryAt, repoUrlOf } from '../sources';

/** What somebody is about to propose. */
export interface Proposed {
  repoUrl: string;
  branch: string;
  targetBranch: string;
  /** Of the pull request. */
  body: string;
  files: Files;
}

/**
 * Only what the planner says now is proposed: the same intent, planned again a moment before the push, has to yield the very same
 * files on the same branch. So a workspace that another step has changed, and a plan that is older than git, go nowhere.
 */
export function refuseOutdated(proposed: Proposed, plan: ChangePlan): void {
  const { repository, branch } = plan;
  const isSamePlace =
    repository !== undefined &&
    sameRepository(repoUrlOf(repositoryAt(repository.url)), proposed.repoUrl) &&
    repository.branch === proposed.targetBranch &&
    branch === proposed.branch;
  if (plan.outcome === 'change' && isSamePlace && sameFiles(proposed, plan)) {
    refuseOtherIntent(proposed.body, plan);
    return;
  }
  throw new ConflictError(
    `Git or the clusters have changed since "${plan.title}" was planned, or the planned files have been changed. Nothing was proposed: run the template again.`,
  );
}

/** What a body says for machines is planned again later, so it must be the intent that these files are the plan of. */
function refuseOtherIntent(body: string, plan: ChangePlan): void {
  const planned = plan.body?.match(/^(`{3,})yaml\n[^]*?^\1$/gm)?.at(-1);
  if (planned === undefined || body.includes(planned)) return;
  throw new ConflictError(
    `The pull request's body does not state the intent that was planned ("${plan.title}"). Nothing was proposed: hand the plan's body on as it is, and add to it only before or after.`,
  );
}

function sameRepository(a: string, b: string): boolean {
  const [one, other] = [a, b].map(each => new URL(`https://${each}`));
  return (
    one.host === other.host &&
    ['owner', 'repo'].every(
      name => one.searchParams.get(name) === other.searchParams.get(name),
    )
  );
}

function sameFiles({ files }: Proposed, plan: ChangePlan): boolean {
  return (
    files.size === plan.files.length &&
    plan.files.every(
      ({ path, change, content }) =>
        files.get(path) === (change === 'deleted' ? null : content),
    )
  );
}
