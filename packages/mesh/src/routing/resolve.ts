import { memoised, Snapshot } from '../snapshot';
import { configuredGateways } from './configuredGateways';
import { hasLabels } from './fields';
import { gatewaysOf, patchProblems } from './gateways';
import { endpointSteps } from './locality/endpointSteps';
import { gatewayClients } from './locality/gatewayClients';
import { meshConfigOf } from './mesh-config/meshConfigOf';
import { Destination, GatewayWorkload, Listener } from './model';
import { Decision, Probe, Request, Step } from './probe';
import { Answer, answer } from './requests/answer';
import { connect, Connection } from './requests/connect';
import { httpsLocationOf, locationOf } from './requests/redirect';
import {
  answerSteps,
  destinationSteps,
  gatewayStep,
  listenerStep,
  patchSteps,
  portStep,
} from './requests/steps';
import { routeTable } from './routeTable';

/**
 * What the gateway that a probe names does with its request.
 *
 * @public
 */
export function resolve(snapshot: Snapshot, probe: Probe): Decision {
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
    ...patchSteps(patchProblems(snapshot, gateway)),
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

function httpDecision(
  found: Answer,
  before: () => Step[],
  toEndpoints: (destination: Destination) => readonly Step[],
): Decision {
  const { request, virtualHost, route } = found;
  const steps = () => [...before(), ...answerSteps(found)];
  if (virtualHost?.httpsRedirect && request.scheme === 'http')
    return decided('redirect', steps, {
      virtualHost: virtualHost.host,
      status: 301,
      location: httpsLocationOf(request),
    });
  if (!route)
    return decided('no-route', steps, { virtualHost: virtualHost?.host });
  const { action, match, decidedBy } = route;
  const common = { virtualHost: virtualHost?.host, route, decidedBy };
  switch (action.type) {
    case 'redirect':
      return decided('redirect', steps, {
        ...common,
        status: action.status,
        location: locationOf(action, match, request),
      });
    case 'direct-response':
      return decided('direct-response', steps, {
        ...common,
        status: action.status,
      });
    default: {
      const { destinations } = action;
      return decided(
        'route',
        () => [...steps(), ...destinationSteps(destinations, toEndpoints)],
        { ...common, destinations },
      );
    }
  }
}

/** The steps are told when somebody asks for them: most want the decision alone. */
function decided(
  outcome: Decision['outcome'],
  tell: () => Step[],
  what: Omit<Partial<Decision>, 'outcome' | 'steps'> = {},
): Decision {
  const destinations: readonly Destination[] = [];
  return {
    destinations,
    ...what,
    outcome,
    get steps() {
      return tell();
    },
  };
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
