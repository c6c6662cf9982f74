import { ObjectRef } from '../../resources';
import { Snapshot } from '../../snapshot';
import { destinationsOf } from '../destinations';
import { MeshClient } from './MeshClient';
import { Destination, Route } from '../model';
import { SeenService } from './seenServices';

/** What a sidecar does with requests that no VirtualService speaks of. */

interface Asked {
  readonly snapshot: Snapshot;
  readonly client: MeshClient;
  readonly port: number;
}

export const routeToService = (service: SeenService, asked: Asked): Route =>
  routeTo(service.ref, [destinationOf(service, asked)]);

export function destinationOf(
  service: SeenService,
  { snapshot, client, port }: Asked,
): Destination {
  const [destination] = destinationsOf(
    [{ host: service.host, port, weight: 100 }],
    {
      snapshot,
      gatewayNamespace: client.namespace,
      ofSidecar: true,
      routeNamespace: service.namespace,
      serverPort: port,
    },
  );
  return destination;
}

export const routeTo = (
  object: ObjectRef,
  destinations: readonly Destination[],
): Route => ({
  match: { headers: [], query: [] },
  action: { type: 'route', destinations },
  source: { object, path: 'spec.ports' },
  decidedBy: object,
  policy: {},
});

/** Where the client wanted to go, unseen by the mesh. */
export const passthrough = (host: string, port: number): Destination => ({
  host,
  port,
  weight: 100,
  cluster: 'PassthroughCluster',
  exists: true,
});

export const blackHole = (host: string, port: number): Destination => ({
  host,
  port,
  weight: 100,
  cluster: 'BlackHoleCluster',
  exists: false,
  problem: `Nothing that the client sees has ${host}:${port}, and outboundTrafficPolicy is REGISTRY_ONLY: the connection is closed`,
});
