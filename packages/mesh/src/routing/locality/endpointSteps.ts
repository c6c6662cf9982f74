import { Snapshot } from '../../snapshot';
import { MeshClient } from '../mesh-clients/MeshClient';
import { Destination } from '../model';
import { Step } from '../probe';
import { EndpointGroup, FailoverOrder } from './EndpointGroup';
import { failoverOrder } from './failoverOrder';
import { count, placesOf } from './problems';

/** Which endpoints a destination's requests reach, told for people; nothing where endpoints cannot be seen. */
export function endpointSteps(
  snapshot: Snapshot,
  destination: Destination,
  clients: readonly MeshClient[],
): Step[] {
  const told = clients.flatMap(client => {
    const order = failoverOrder(snapshot, destination, client);
    const from = clients.length > 1 ? `from ${client.locality}: ` : '';
    return order ? stepsOf(order, from) : [];
  });
  return [...new Map(told.map(step => [step.text, step])).values()];
}

function stepsOf(
  { mode, groups, problems }: FailoverOrder,
  from: string,
): Step[] {
  const endpoints = groups.map(
    (group): Step => ({
      at: 'endpoint',
      taken: group.share > 0,
      text: `${from}${sentences[mode](group)}`,
    }),
  );
  const wrong = problems.map(
    ({ message, source }): Step => ({
      at: 'endpoint',
      taken: false,
      text: `${from}${message}`,
      source,
    }),
  );
  return [...endpoints, ...wrong];
}

const sentences: Readonly<
  Record<FailoverOrder['mode'], (group: EndpointGroup) => string>
> = {
  alike: group => `${readiness(group)}, wherever they are`,
  failover: group =>
    group.priority === 0
      ? `first to ${placesOf(group.localities)}: ${readiness(group)}`
      : `failover to ${placesOf(group.localities)}: ${readiness(group)}`,
  distribute: group =>
    `${Math.round(group.share)} % to ${placesOf(group.localities)}: ${readiness(
      group,
    )}`,
};

function readiness({ ready, endpoints }: EndpointGroup): string {
  const all = count(endpoints.length);
  return ready === endpoints.length ? all : `${all}, ${ready} ready`;
}
