import { Snapshot } from '../../snapshot';
import { mostSpecific } from '../hosts';
import { envoyFilterProblems } from '../envoyFilters';
import { endpointSteps } from '../locality/endpointSteps';
import { meshConfigOf } from '../mesh-config/meshConfigOf';
import { Destination } from '../model';
import { Decision, Request, Step } from '../probe';
import { hostOf, matchedRequest } from '../requests/answer';
import { decided, httpDecision } from '../requests/decision';
import { matches } from '../requests/match';
import { destinationSteps, patchSteps } from '../requests/steps';
import { clientPort } from './clientPort';
import { connectionOf, SidecarConnection } from './connection';
import { MeshClient } from './MeshClient';
import { blackHole, passthrough } from './ownRoute';
import { ClientScope, scopeOf } from './sidecar';
import { clientSteps, listenerStep, tooLateSteps, unknownStep } from './steps';
import { SidecarHost } from './virtualHosts';

/**
 * What the sidecar of a client does with a request, and every step that led to it. The client is taken to connect to where its Host
 * header leads: to the cluster IP of a Service, or to an address outside.
 */
export function resolveFrom(
  snapshot: Snapshot,
  client: MeshClient,
  request: Request,
): Decision {
  const scope = scopeOf(snapshot, client);
  const connection = connectionOf(
    clientPort({ snapshot, client, scope }, request.port),
    request,
  );
  const before = () => [
    ...clientSteps(client, scope),
    ...patchSteps(
      'client',
      envoyFilterProblems(snapshot, { ...client, isGateway: false }),
    ),
    listenerStep(request, connection),
  ];
  const toEndpoints = (destination: Destination) =>
    endpointSteps(snapshot, destination, [client]);
  const host = hostOf(request.host);
  switch (connection.type) {
    case 'tls-error':
      return decided('tls-error', before);
    case 'tcp': {
      const { destinations } = connection;
      return decided(
        'tcp',
        () => [...before(), ...destinationSteps(destinations, toEndpoints)],
        { destinations },
      );
    }
    case 'http': {
      const found = hostFor(connection, host);
      if (!found) return unknownHost(scope, request, before);
      const { pathNormalization } = meshConfigOf(snapshot);
      const matched = matchedRequest(request, pathNormalization);
      const { virtualHost } = found;
      const route = virtualHost.routes.find(({ match }) =>
        matches(match, matched),
      );
      return httpDecision(
        { request: matched, virtualHost, route },
        () => [...before(), ...tooLateSteps(found)],
        toEndpoints,
      );
    }
    default: {
      const destinations = [
        scope.outboundTrafficPolicy === 'ALLOW_ANY'
          ? passthrough(host, request.port)
          : blackHole(host, request.port),
      ];
      const steps = () => [...before(), unknownStep(host, scope)];
      return decided('tcp', steps, { destinations });
    }
  }
}

/** Where the protocol of a service's port is detected its listener knows no other, whatever the Host header says. */
const hostFor = (
  { hosts, only }: Extract<SidecarConnection, { type: 'http' }>,
  host: string,
): SidecarHost | undefined =>
  only ? hosts.get(only.host.toLowerCase()) : mostSpecific(hosts, host);

/** The virtual host `*` behind all others: to where the client wanted to go, or 502. */
function unknownHost(
  scope: ClientScope,
  { host: authority, port }: Request,
  before: () => Step[],
): Decision {
  const host = hostOf(authority);
  const steps = () => [...before(), unknownStep(host, scope)];
  return scope.outboundTrafficPolicy === 'ALLOW_ANY'
    ? decided('route', steps, {
        virtualHost: '*',
        destinations: [passthrough(host, port)],
      })
    : decided('direct-response', steps, { virtualHost: '*', status: 502 });
}
