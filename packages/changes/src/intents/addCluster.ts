import { ChangePlan } from '../ChangePlan';
import { AddCluster } from '../Intent';
import { checkedHost, checkedProduct } from '../names';
import { Planning } from '../Planning';
import { Refusal } from '../Refusal';
import { copyStep } from './add-cluster/copyStep';
import { guard } from './add-cluster/guard';
import { joinStep } from './add-cluster/joinStep';
import { remaining, Step } from './add-cluster/Step';
import { switchSteps } from './add-cluster/switchSteps';
import { warningsFor } from './add-cluster/warnings';
import { namesOf } from './add-cluster/Way';
import { wayOf } from './add-cluster/wayOf';

/**
 * The gateway is copied; the copies become one host for the mesh, with a rule that fails over; at last callers are led there. Each wave
 * waits until the clusters show what the one before it has written.
 */
export function planAddCluster(
  given: AddCluster,
  planning: Planning,
): ChangePlan {
  const intent = checked(given);
  const { product, cluster, from } = intent;
  const way = wayOf(intent, planning);
  const steps = [copyStep(way), joinStep(way), ...switchSteps(way)];
  const waves = remaining(steps);
  for (const { edits } of waves) guard(edits, way);
  const { gateway } = way.own;
  const name = `${gateway.namespace}/${gateway.workload.name}`;
  const hosts = way.joints.map(({ host }) => host).join(', ');
  return {
    title: `Let the gateway of ${product.title} in ${from} be in ${cluster} too`,
    summary: waves.length
      ? `Copies the gateway ${name} from ${from} to ${cluster}, lets the mesh reach the gateways in ${namesOf(
          way.sites,
        )} as ${hosts}, and then leads callers to the near one, which the other stands in for. Callers outside the mesh notice nothing: DNS leads where it did.`
      : `Git already says that ${name} is in ${cluster} too, and that callers of ${hosts} reach the near one and fail over. ${stateOf(
          steps,
        )}`,
    waves,
    of: steps.length,
    warnings: warningsFor(way),
  };
}

function stateOf(steps: readonly Step[]): string {
  const isAwaited = steps.some(({ conditions }) =>
    conditions.some(({ state }) => state === 'unmet'),
  );
  return isAwaited
    ? 'It is not live everywhere yet.'
    : 'Hold the drill from time to time.';
}

function checked(intent: AddCluster): AddCluster {
  const { product, cluster, from, internalHost } = intent;
  checkedProduct(product.name);
  const hosts = [...new Set(intent.hosts.map(checkedHost))];
  const internal = internalHost && checkedHost(internalHost);
  const refuse = (message: string) => new Refusal('invalid', message);
  if (cluster === from)
    throw refuse(
      `The gateway is in cluster ${from} already. Choose another cluster to copy it to.`,
    );
  if (!hosts.length)
    throw refuse(
      `Name at least one host of ${product.title}'s gateway in cluster ${from}.`,
    );
  if (internal && hosts.length > 1)
    throw refuse(
      `${internal} can stand for one host, and ${hosts.length} are named. Choose an internal host for each, one at a time.`,
    );
  const wildcard = [internal ?? hosts].flat().find(host => host.includes('*'));
  if (wildcard)
    throw refuse(
      `${wildcard} stands for many hosts, and copies can be joined only as one. Name an internal host, such as ${product.name}.mesh.internal, and one host that it stands for.`,
    );
  return { ...intent, hosts, internalHost: internal };
}
