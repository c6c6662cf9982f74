import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { createGatewayInput } from './intentInput';
import { PlanningServices } from './planChange';
import { planIntoWorkspace } from './planIntoWorkspace';
import { planOutput } from './planOutput';

/** `gateway:create`: plans a product's own gateway, and puts the files that change into the workspace. */
export function createGatewayAction(services: PlanningServices) {
  return createTemplateAction({
    id: 'gateway:create',
    description:
      'Plans a gateway of its own for a product, and writes the files that change into the workspace.',
    supportsDryRun: true,
    schema: { input: createGatewayInput, output: planOutput },
    handler: ctx =>
      planIntoWorkspace(
        { kind: 'create-gateway', ...ctx.input },
        ctx,
        services,
      ),
  });
}
