import {
  StatusError,
  type ClusterClient,
  type StoredObject,
} from '@product-gateways/sample-cluster';
import { follow } from '../kube/follow';
import { pause } from '../kube/pause';
import { autoscalers } from './autoscalers';
import { deployments } from './deployments';
import { endpoints } from './endpoints';
import { garbage } from './garbage';
import { gatewayClass } from './gatewayClass';
import { httpRoutes } from './httpRoutes';
import { loadBalancers } from './loadBalancers';
import { gateways } from './managedGateways';
import { Mirror } from './Mirror';
import {
  paths,
  type Controller,
  type Place,
  type World,
  type Write,
} from './World';

/** All loops; their order does not matter. */
export const controllers: readonly Controller[] = [
  autoscalers,
  deployments,
  endpoints,
  loadBalancers,
  gatewayClass,
  gateways,
  httpRoutes,
  garbage,
];

/** Runs the loops against one cluster, as an ordinary client, until the signal. */
export async function runControllers(
  client: ClusterClient,
  place: Place,
  options: { log: (line: string) => void },
  signal: AbortSignal,
): Promise<void> {
  const mirror = new Mirror();
  const kinds = Object.keys(paths) as (keyof World)[];
  const failed = sayingOnce(options.log);
  const following = kinds.map(kind =>
    follow(client, paths[kind], { ...mirror.follower(kind), failed }, signal),
  );
  while (!signal.aborted) {
    await mirror.changed(signal);
    const world = mirror.world();
    if (!world) continue;
    const writes = controllers.flatMap(controller => controller(world, place));
    const results = await Promise.all(
      writes.map(write => carryOut(client, write, mirror)),
    );
    const failures = results.filter(Boolean);
    if (failures.length && !signal.aborted) {
      options.log(`${failures.length} writes failed, first: ${failures[0]}`);
      await pause(1000, signal);
      mirror.wake();
    }
  }
  await Promise.all(following);
}

/** An outage shows in every watch and at every try; it is said once. */
function sayingOnce(log: (line: string) => void) {
  let said = '';
  return (error: unknown) => {
    if (String(error) !== said) log(`cannot watch: ${error}`);
    said = String(error);
  };
}

/** What went wrong, if it did. Somebody else being faster is no failure: what they did comes in as a change. */
async function carryOut(
  client: ClusterClient,
  write: Write,
  mirror: Mirror,
): Promise<string | undefined> {
  try {
    const answer = await send(client, write);
    if (answer) mirror.accept(answer);
    return undefined;
  } catch (error) {
    return error instanceof StatusError && [404, 409].includes(error.code)
      ? undefined
      : String(error);
  }
}

function send(
  client: ClusterClient,
  write: Write,
): Promise<StoredObject | void> {
  const object = write.object as unknown as StoredObject;
  switch (write.verb) {
    case 'create':
      return client.create(object);
    case 'patch':
      return client.patch(object, write.change);
    case 'replace':
      return client.replace(object);
    case 'status':
      return client.replaceStatus(object);
    default:
      return client.delete(object);
  }
}
