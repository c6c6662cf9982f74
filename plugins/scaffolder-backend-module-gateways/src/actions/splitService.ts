import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { splitServiceInput } from './intentInput';
import { PlanningServices } from './planChange';
import { planIntoWorkspace } from './planIntoWorkspace';
import { planOutput } from './planOutput';

/** `gateway:split-service`: plans the next wave in which others answer parts of what one Service answers, and writes its files. */
export function splitServiceAction(services: PlanningServices) {
  return createTemplateAction({
    id: 'gateway:split-service',
    description:
      'Plans the next wave of a Service becoming several behind the same hosts and paths, and writes the files that change into the workspace. Fails while the wave before is not live.',
    supportsDryRun: true,
    schema: { input: splitServiceInput, output: planOutput },
    handler: ctx =>
      planIntoWorkspace({ kind: 'split-service', ...ctx.input }, ctx, services),
  });
}
