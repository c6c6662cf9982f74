import { z } from 'zod/v3';

export const openPullRequestInput = {
  intent: () =>
    z
      .object({
        kind: z.enum([
          'create-gateway',
          'split-service',
          'add-cluster',
          'new-product',
        ]),
        product: z.string().min(1),
      })
      .passthrough()
      .describe(
        'What the files were planned from, as the planning action puts it out',
      ),
  repoUrl: () => z.string().describe('host?owner=OWNER&repo=NAME'),
  title: () => z.string(),
  body: () => z.string().describe('Markdown'),
  branch: () => z.string(),
  targetBranch: () => z.string(),
  changedFiles: () =>
    z.array(
      z.object({
        path: z.string(),
        change: z.enum(['added', 'modified', 'deleted']),
      }),
    ),
  reviewers: () =>
    z
      .array(z.string().min(1))
      .optional()
      .describe('Login names of people who are asked to review'),
  labels: () =>
    z
      .array(z.string().min(1))
      .optional()
      .describe('Names of labels that the repository has'),
  draft: () =>
    z
      .boolean()
      .optional()
      .describe('Opened as a draft; one that is open already stays as it is'),
  token: () =>
    z
      .string()
      .optional()
      .describe("The user's own token for the forge; absent: the portal's"),
};

export const openPullRequestOutput = {
  outcome: () => z.enum(['opened', 'updated', 'unchanged']),
  pullRequestUrl: () => z.string(),
  pullRequestNumber: () => z.number(),
  diff: () => z.string().describe('Unified diff; of a dry run only'),
};
