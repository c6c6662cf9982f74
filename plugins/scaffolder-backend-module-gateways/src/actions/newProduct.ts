import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { newProductInput } from './intentInput';
import { PlanningServices } from './planChange';
import { planIntoWorkspace } from './planIntoWorkspace';
import { planOutput } from './planOutput';

/** `gateway:new-product`: plans a place for a product that does not exist yet, and puts the files that it takes into the workspace. */
export function newProductAction(services: PlanningServices) {
  return createTemplateAction({
    id: 'gateway:new-product',
    description:
      'Plans a System in the catalog, and a namespace, a gateway and a first route in a cluster, for a product that does not exist yet, and writes the files into the workspace.',
    supportsDryRun: true,
    schema: { input: newProductInput, output: planOutput },
    handler: ctx =>
      planIntoWorkspace({ kind: 'new-product', ...ctx.input }, ctx, services),
  });
}
