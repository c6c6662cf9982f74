import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { Intent } from '@product-gateways/backstage-plugin-gateways-common';
import { writeFiles } from '../files/workspaceFiles';
import { planChange, PlanningServices } from './planChange';
import { outputOf, PlanOutput } from './planOutput';
import { refuseWaiting } from './refuseWaiting';

/** As much of an action's context as planning needs. */
type Context = Pick<
  ActionContext<{}, PlanOutput>,
  'getInitiatorCredentials' | 'workspacePath' | 'logger' | 'output'
>;

/** Plans an intent, puts the files that change into the workspace and says what they are. Writes nothing elsewhere: a dry run does the same. */
export async function planIntoWorkspace(
  intent: Intent,
  { getInitiatorCredentials, workspacePath, logger, output }: Context,
  services: PlanningServices,
): Promise<void> {
  const credentials = await getInitiatorCredentials();
  const plan = await planChange(intent, credentials, services);
  refuseWaiting(plan);
  await writeFiles(workspacePath, plan.files);

  logger.info(plan.summary);
  plan.warnings.forEach(warning => logger.warn(warning));
  const outputs = Object.entries(outputOf(plan)) as [
    keyof PlanOutput,
    PlanOutput[keyof PlanOutput],
  ][];
  outputs.forEach(([name, value]) => output(name, value));
}
