import {
  gatewaysOf,
  GatewayWorkload,
  keyOf,
  ObjectRef,
  routeTable,
  Snapshot,
} from '@product-gateways/mesh';
import { isServed } from '../../answers';
import { Refusal } from '../../Refusal';
import { Manifests } from '../../tree/manifests';
import { ServingGateway } from './servedToday';

/** A gateway as another snapshot has it. */
export function sameGateway(
  { gateway: { id } }: ServingGateway,
  snapshot: Snapshot,
): ServingGateway {
  const found = gatewayIn(snapshot, gateway => gateway.id === id);
  if (found) return found;
  throw new Refusal(
    'conflict',
    `${id} serves the hosts now, but not by what git says of cluster ${snapshot.cluster}. Settle which of them is meant first.`,
  );
}

/** The new gateway as the edits make it; refused where what git held before keeps it from serving the hosts. */
export function addedGateway(
  hosts: readonly string[],
  gateway: ObjectRef,
  after: Snapshot,
  { find }: Manifests,
): ServingGateway {
  const isConfigured = ({ definedBy }: GatewayWorkload) =>
    definedBy.some(ref => keyOf(ref) === keyOf(gateway));
  refuseForeignPods(gateway, gatewaysOf(after).filter(isConfigured));
  const found = gatewayIn(after, isConfigured);
  const missing = hosts.filter(
    host => !found || !isServed(host, found.listeners),
  );
  if (found && !missing.length) return found;

  const [inGit] = find(gateway);
  const where = inGit ? ` (${inGit.file})` : '';
  throw new Refusal(
    'conflict',
    `Gateway ${gateway.namespace}/${
      gateway.name
    } is there${where}, but does not serve ${missing.join(
      ', ',
    )}. Add them to spec.servers of it, and see that its selector is that of its Deployment; then try again.`,
  );
}

/** A Gateway configures whatever pods its selector meets, in any namespace: others would serve the hosts too. */
function refuseForeignPods(
  { namespace, name }: ObjectRef,
  configured: readonly GatewayWorkload[],
): void {
  const foreign = configured.find(each => each.namespace !== namespace);
  if (!foreign) return;
  throw new Refusal(
    'conflict',
    `The pods of ${foreign.namespace}/${foreign.workload.name} carry the labels by which Gateway ${namespace}/${name} selects its own, so they would serve its hosts too. Take the labels away from them first.`,
  );
}

function gatewayIn(
  snapshot: Snapshot,
  isIt: (gateway: GatewayWorkload) => boolean,
): ServingGateway | undefined {
  const gateway = gatewaysOf(snapshot).find(isIt);
  return gateway && { gateway, listeners: routeTable(snapshot, gateway) };
}
