import { memoised, Snapshot } from '../../snapshot';
import { MeshClient } from './MeshClient';
import { ClientScope } from './sidecar';
import { SeenRouteSets, seenRouteSets } from './seenRouteSets';
import { SeenServices, seenServices } from './seenServices';

/** A client's port, and what it sees there. */
export interface ClientPort {
  readonly snapshot: Snapshot;
  readonly client: MeshClient;
  readonly port: number;
  readonly services: SeenServices;
  readonly routeSets: SeenRouteSets;
}

interface Placed {
  readonly snapshot: Snapshot;
  readonly client: MeshClient;
  readonly scope: ClientScope;
}

/** Undefined: its Sidecar lets it see nothing there. Computed once for each client and port, since probes come in thousands. */
export function clientPort(
  { snapshot, client, scope }: Placed,
  port: number,
): ClientPort | undefined {
  const known = knownPorts(snapshot);
  const key = JSON.stringify([client.namespace, client.labels, port]);
  const found = known.get(key) ?? seen({ snapshot, client, scope }, port);
  if (found) known.set(key, found);
  return found;
}

const knownPorts = memoised(
  (_snapshot: Snapshot) => new Map<string, ClientPort>(),
);

function seen(
  { snapshot, client, scope }: Placed,
  port: number,
): ClientPort | undefined {
  const egress = scope.egress(port);
  return (
    egress && {
      snapshot,
      client,
      port,
      services: seenServices(snapshot, client, egress, port),
      routeSets: seenRouteSets(snapshot, client, egress),
    }
  );
}
