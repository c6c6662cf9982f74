import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { addClusterInput } from './intentInput';
import { PlanningServices } from './planChange';
import { planIntoWorkspace } from './planIntoWorkspace';
import { planOutput } from './planOutput';

/** `gateway:add-cluster`: plans the next wave of a product's gateway being in another cluster too, and writes its files. */
export function addClusterAction(services: PlanningServices) {
  return createTemplateAction({
    id: 'gateway:add-cluster',
    description:
      "Plans the next wave of a product's own gateway being in a second cluster, each taking over when the other fails, and writes the files that change into the workspace. Fails while the wave before is not live.",
    supportsDryRun: true,
    schema: { input: addClusterInput, output: planOutput },
    handler: ctx =>
      planIntoWorkspace({ kind: 'add-cluster', ...ctx.input }, ctx, services),
  });
}
