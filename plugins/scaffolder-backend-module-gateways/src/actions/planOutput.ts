import { ChangePlan } from '@product-gateways/backstage-plugin-gateways-common';
import { z } from 'zod/v3';
import { repositoryAt, repoUrlOf } from '../sources';

const wave = () =>
  z.object({ title: z.string(), number: z.number(), of: z.number() });

/** What a planning action puts out: all that a pull request needs, and what a template may want to tell of it. */
export const planOutput = {
  outcome: () => z.enum(['change', 'nothing-to-change']),
  title: () => z.string(),
  summary: () => z.string(),
  intent: () =>
    z.record(z.any()).describe('What was planned; the same for each wave'),
  body: () => z.string().describe("The pull request's body, Markdown"),
  branch: () => z.string(),
  repoUrl: () => z.string().describe('As actions that publish take it'),
  targetBranch: () => z.string(),
  changedFiles: () =>
    z.array(
      z.object({
        path: z.string(),
        change: z.enum(['added', 'modified', 'deleted']),
      }),
    ),
  contract: () =>
    z
      .array(
        z.object({
          request: z.string(),
          before: z.string(),
          after: z.string(),
          same: z.boolean(),
        }),
      )
      .describe('What each kind of request is answered with'),
  waves: () =>
    z.array(wave()).describe('Those that remain; the first is this one'),
  diff: () => z.string().describe('Unified diff of all files'),
};

export type PlanOutput = {
  [Name in keyof typeof planOutput]: z.infer<
    ReturnType<(typeof planOutput)[Name]>
  >;
};

export function outputOf(
  plan: ChangePlan & Pick<PlanOutput, 'outcome'>,
): PlanOutput {
  const { repository, files } = plan;
  return {
    outcome: plan.outcome,
    title: plan.title,
    summary: plan.summary,
    intent: { ...plan.intent },
    body: plan.body ?? '',
    branch: plan.branch ?? '',
    repoUrl: repository ? repoUrlOf(repositoryAt(repository.url)) : '',
    targetBranch: repository?.branch ?? '',
    changedFiles: files.map(({ path, change }) => ({ path, change })),
    contract: plan.callers,
    waves: [...(plan.wave ? [plan.wave] : []), ...(plan.later ?? [])],
    diff: files.map(({ diff }) => diff).join(''),
  };
}
