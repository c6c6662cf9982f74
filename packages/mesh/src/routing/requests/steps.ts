import { Problem } from '../../resources';
import { describeMatch } from '../describe';
import { Destination, GatewayService, GatewayWorkload, Route } from '../model';
import { Request, Step } from '../probe';
import { Answer } from './answer';
import { Connection } from './connect';
import { firstMiss } from './match';

/** What led to a decision, told for people. */

export const gatewayStep = ({
  workload,
  namespace,
}: GatewayWorkload): Step => ({
  at: 'gateway',
  taken: true,
  text: `${workload.kind} ${namespace ? `${namespace}/` : ''}${
    workload.name
  } receives the request`,
});

/** What may make the answer another one than is said. */
export const patchSteps = (
  at: Step['at'],
  problems: readonly Problem[],
): Step[] =>
  problems.map(({ message, source }) => ({
    at,
    taken: true,
    text: message,
    source,
  }));

export function portStep(
  { port }: Request,
  entry: { service: GatewayService; targetPort: number } | undefined,
): Step {
  if (!entry)
    return {
      at: 'port',
      taken: false,
      text: `No Service in front of the gateway has port ${port}`,
    };
  const { ref } = entry.service;
  return {
    at: 'port',
    taken: true,
    text: `${ref.kind} ${ref.name} leads port ${port} to port ${entry.targetPort} of the pods`,
    source: { object: ref, path: 'spec.ports' },
  };
}

export function listenerStep(
  { tls, sni, port }: Request,
  connection: Connection | undefined,
): Step {
  if (!connection)
    return {
      at: 'listener',
      taken: false,
      text: `The gateway does not listen behind port ${port}`,
    };
  const client = tls
    ? `TLS ${sni ? `for ${sni}` : 'without server name'}`
    : 'plaintext';
  const source = connection.choice?.listener.sources[0];
  switch (connection.type) {
    case 'no-filter-chain':
      return {
        at: 'listener',
        taken: false,
        text: `No server on this port takes ${client}`,
      };
    case 'tls-error':
      return {
        at: 'listener',
        taken: false,
        text: `The client speaks ${client}, the server ${connection.choice?.listener.protocol}`,
        source,
      };
    default:
      return {
        at: 'listener',
        taken: true,
        text: `${connection.choice.listener.protocol} server takes ${client}`,
        source,
      };
  }
}

export function answerSteps({ request, virtualHost, route }: Answer): Step[] {
  if (!virtualHost)
    return [
      {
        at: 'virtual-host',
        taken: false,
        text: `No virtual host is there for ${request.authority}: 404`,
      },
    ];
  const { host, httpsRedirect, routes } = virtualHost;
  const chosen: Step = {
    at: 'virtual-host',
    taken: true,
    text: `Virtual host ${host} answers for ${request.authority}`,
  };
  if (httpsRedirect && request.scheme === 'http')
    return [
      chosen,
      {
        at: 'route',
        taken: true,
        text: 'The server redirects plaintext to https',
        source: httpsRedirect,
      },
    ];
  const tried = routes.slice(0, route ? routes.indexOf(route) : routes.length);
  const passed = tried.map(
    (other): Step => ({
      ...routeStep(other, false),
      text: `${describeMatch(other.match)}: ${firstMiss(other.match, request)}`,
    }),
  );
  if (route) return [chosen, ...passed, routeStep(route, true)];
  return [
    chosen,
    ...passed,
    { at: 'route', taken: false, text: `No route of ${host} matches: 404` },
  ];
}

function routeStep({ match, source, matchPath }: Route, taken: boolean): Step {
  return {
    at: 'route',
    taken,
    text: describeMatch(match),
    source: { ...source, path: matchPath ?? source.path },
  };
}

/** Each destination, with the steps to its endpoints behind it. */
export const destinationSteps = (
  destinations: readonly Destination[],
  toEndpoints: (destination: Destination) => readonly Step[],
): Step[] =>
  destinations.flatMap(destination => [
    destinationStep(destination),
    ...toEndpoints(destination),
  ]);

const destinationStep = ({
  host,
  port,
  subset,
  weight,
  exists,
  problem,
  service,
}: Destination): Step => ({
  at: 'destination',
  taken: exists,
  text:
    problem ??
    `${percent(weight)} to ${host || 'an unknown service'}:${port}${
      subset ? ` subset ${subset}` : ''
    }`,
  source: service && { object: service, path: '' },
});

const percent = (weight: number) => `${Math.round(weight * 100) / 100} %`;
