import { memoised, Snapshot } from '../snapshot';
import { configuredGateways } from './configuredGateways';
import { hasLabels } from './fields';
import { gatewaysOf, patchProblems } from './gateways';
import { endpointSteps } from './locality/endpointSteps';
import { gatewayClients } from './locality/gatewayClients';
import { meshConfigOf } from './mesh-config/meshConfigOf';
import { Destination, GatewayWorkload, Listener } from './model';
import { resolveFrom } from './mesh-clients/resolveFrom';
import { Decision, Probe, Request } from './probe';
import { answer } from './requests/answer';
import { connect, Connection } from './requests/connect';
import { decided, httpDecision } from './requests/decision';
import {
  destinationSteps,
  gatewayStep,
  listenerStep,
  patchSteps,
  portStep,
} from './requests/steps';
import { routeTable } from './routeTable';

/**
 * What becomes of a probe's request: at the gateway that it names, or at the sidecar of the client that sends it.
 *
 * @public
 */
export function resolve(snapshot: Snapshot, probe: Probe): Decision {
  if (probe.from) return resolveFrom(snapshot, probe.from, probe);
  const gateway = gatewaysOf(snapshot).find(candidate =>
    isMeant(candidate, probe),
  );
  if (gateway) return resolveAt(snapshot, gateway, probe);
  return decided('no-listener', () => [
    {
      at: 'gateway',
      taken: false,
      text: 'No gateway workload is as the probe names it',
    },
  ]);
}

/**
 * What a gateway does with a request, and every step that led to it.
 *
 * @public
 */
export function resolveAt(
  snapshot: Snapshot,
  gateway: GatewayWorkload,
  request: Request & Pick<Probe, 'service'>,
): Decision {
  const entry = servicePort(gateway, request);
  const before = () => [
    gatewayStep(gateway),
    ...patchSteps('gateway', patchProblems(snapshot, gateway)),
    portStep(request, entry),
  ];
  const connection = connectionAt(snapshot, gateway, request);
  if (!connection)
    return decided('no-listener', () =>
      entry ? [...before(), listenerStep(request, undefined)] : before(),
    );
  const connected = () => [...before(), listenerStep(request, connection)];
  if (connection.type !== 'chosen') return decided(connection.type, connected);
  const { listener, connection: route } = connection.choice;
  const toEndpoints = (destination: Destination) =>
    endpointSteps(snapshot, destination, gatewayClients(snapshot, gateway));
  if (listener.virtualHosts.length === 0 && route) {
    const { destinations } = route;
    return decided(
      'tcp',
      () => [...connected(), ...destinationSteps(destinations, toEndpoints)],
      { destinations },
    );
  }
  const { pathNormalization } = meshConfigOf(snapshot);
  return httpDecision(
    answer(listener, request, pathNormalization),
    connected,
    toEndpoints,
  );
}

/** The listener that a request to the gateway's Services meets; undefined: nothing listens behind its port. */
export function connectionAt(
  snapshot: Snapshot,
  gateway: GatewayWorkload,
  request: Parameters<typeof resolveAt>[2],
): Connection | undefined {
  const entry = servicePort(gateway, request);
  const socket = entry && socketOf(snapshot, gateway, entry.targetPort);
  return socket && connect(socket, request);
}

function isMeant(
  gateway: GatewayWorkload,
  { workload, gateway: name }: Probe,
): boolean {
  if (workload)
    return (
      gateway.namespace === workload.namespace &&
      hasLabels(gateway.podLabels, workload.labels)
    );
  if (name === undefined) return false;
  const managed = gateway.podLabels['gateway.networking.k8s.io/gateway-name'];
  return `${gateway.namespace}/${managed ?? gateway.workload.name}` === name;
}

function servicePort(
  { services }: GatewayWorkload,
  { port, service: name }: Request & Pick<Probe, 'service'>,
) {
  for (const service of services) {
    const entry =
      name === undefined || service.ref.name === name
        ? service.ports.find(other => other.port === port)
        : undefined;
    if (entry) return { service, targetPort: entry.targetPort };
  }
  return undefined;
}

/** The listeners on one socket that a client of the Service reaches: those of a pod's own address before those of all addresses. */
function socketOf(
  snapshot: Snapshot,
  gateway: GatewayWorkload,
  port: number,
): readonly Listener[] | undefined {
  const sockets = socketsOf(routeTable(snapshot, gateway));
  const addresses =
    configuredGateways(snapshot).find(
      ({ gateway: { id } }) => id === gateway.id,
    )?.podAddresses ?? [];
  for (const address of [...addresses, '0.0.0.0']) {
    const socket = sockets.get(`${address}:${port}`);
    if (socket) return socket;
  }
  return undefined;
}

const socketsOf = memoised(
  (
    listeners: readonly Listener[],
  ): ReadonlyMap<string, readonly Listener[]> => {
    const sockets = new Map<string, Listener[]>();
    for (const listener of listeners) {
      const key = `${listener.bind ?? '0.0.0.0'}:${listener.port}`;
      sockets.set(key, [...(sockets.get(key) ?? []), listener]);
    }
    return sockets;
  },
);
