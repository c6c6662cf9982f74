import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { planChange } from './planChange';
import { writeFiles } from '../files/workspaceFiles';
import { repositoryAt, repoUrlOf } from '../sources';

/** `gateway:create`: plans a product's own gateway, and puts the files that change into the workspace. Writes nothing elsewhere. */
export function createGatewayAction(services: {
  auth: AuthService;
  discovery: DiscoveryService;
}) {
  return createTemplateAction({
    id: 'gateway:create',
    description:
      'Plans a gateway of its own for a product, and writes the files that change into the workspace.',
    supportsDryRun: true,
    schema: {
      input: {
        product: z => z.string().describe("The product's entity reference"),
        cluster: z => z.string().describe('Where the gateway goes'),
        hosts: z =>
          z.array(z.string()).min(1).describe('The hosts that it shall serve'),
        namespace: z =>
          z
            .string()
            .optional()
            .describe("Absent: the product's only namespace in the cluster"),
      },
      output: {
        outcome: z => z.enum(['change', 'nothing-to-change']),
        title: z => z.string(),
        summary: z => z.string(),
        body: z => z.string().describe("The pull request's body, Markdown"),
        branch: z => z.string(),
        repoUrl: z => z.string().describe('As actions that publish take it'),
        targetBranch: z => z.string(),
        baseRevision: z =>
          z.string().describe('The commit that was planned on'),
        changedFiles: z =>
          z.array(
            z.object({
              path: z.string(),
              change: z.enum(['added', 'modified', 'deleted']),
            }),
          ),
        diff: z => z.string().describe('Unified diff of all files'),
      },
    },
    async handler(ctx) {
      const intent = { kind: 'create-gateway' as const, ...ctx.input };
      const credentials = await ctx.getInitiatorCredentials();
      const plan = await planChange(intent, credentials, services);
      await writeFiles(ctx.workspacePath, plan.files);

      ctx.logger.info(plan.summary);
      plan.warnings.forEach(warning => ctx.logger.warn(warning));
      const { repository, branch = '', body = '' } = plan;
      ctx.output('outcome', plan.outcome);
      ctx.output('title', plan.title);
      ctx.output('summary', plan.summary);
      ctx.output('body', body);
      ctx.output('branch', branch);
      ctx.output(
        'repoUrl',
        repository ? repoUrlOf(repositoryAt(repository.url)) : '',
      );
      ctx.output('targetBranch', repository?.branch ?? '');
      ctx.output('baseRevision', repository?.revision ?? '');
      ctx.output(
        'changedFiles',
        plan.files.map(({ path, change }) => ({ path, change })),
      );
      ctx.output('diff', plan.files.map(({ diff }) => diff).join(''));
    },
  });
}
