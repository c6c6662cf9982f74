import {
  covers,
  describeMatch,
  Destination,
  Listener,
  Redirect,
  RouteAction,
  RoutePolicy,
} from '@product-gateways/mesh';

/** What a gateway does with one kind of request for a host. Two answers are the same when they are deeply equal. */
export interface Answer {
  /** For people, e.g. `https://payments.my-company.io GET /web…`. */
  request: string;
  /** From 1, in the order in which the gateway tries its routes. */
  order: number;
  /** For people, e.g. `payments-web.payments:8080`. */
  text: string;
  action?: RouteAction;
  policy?: RoutePolicy;
}

/** All answers of a gateway's listeners for a host. */
export function answersFor(
  host: string,
  listeners: readonly Listener[],
): Answer[] {
  return listeners
    .filter(({ serverNames }) => anyCovers(serverNames, host))
    .flatMap(listener => [
      ...httpAnswers(host, listener),
      ...connectionAnswers(host, listener),
    ]);
}

/** Whether requests for a host are answered by a route, and not only sent to https. */
export function isServed(
  host: string,
  listeners: readonly Listener[],
): boolean {
  return answersFor(host, listeners).some(({ action }) => action);
}

function httpAnswers(host: string, listener: Listener): Answer[] {
  const found = listener.virtualHosts.find(known => covers(known.host, host));
  if (!found) return [];
  const address = addressOf(host, listener);
  if (found.httpsRedirect)
    return [{ request: `${address} /…`, order: 1, text: 'redirect to https' }];
  return found.routes.map(({ match, action, policy }, index) => ({
    request: `${address} ${describeMatch(match)}`,
    order: index + 1,
    text: describeAction(action),
    action,
    policy,
  }));
}

function connectionAnswers(host: string, listener: Listener): Answer[] {
  return listener.connections
    .filter(({ serverNames }) => anyCovers(serverNames, host))
    .map(({ destinations }, index) => ({
      request: addressOf(host, listener),
      order: index + 1,
      text: describeDestinations(destinations),
      action: { type: 'route', destinations },
    }));
}

/** No names: chosen for every host. */
function anyCovers(patterns: readonly string[], host: string): boolean {
  return !patterns.length || patterns.some(pattern => covers(pattern, host));
}

function addressOf(host: string, listener: Listener): string {
  const { protocol, servicePorts, port } = listener;
  const reached = servicePorts.at(0) ?? port;
  const usual = { HTTP: 80, HTTPS: 443, TLS: undefined, TCP: undefined };
  const suffix = reached === usual[protocol] ? '' : `:${reached}`;
  return `${protocol.toLowerCase()}://${host}${suffix}`;
}

function describeAction(action: RouteAction): string {
  switch (action.type) {
    case 'route':
      return describeDestinations(action.destinations);
    case 'redirect':
      return describeRedirect(action);
    default:
      return `answered with ${action.status}`;
  }
}

function describeRedirect({ status, scheme, host, path }: Redirect): string {
  const parts = [scheme && `${scheme}://`, host, path?.value].filter(Boolean);
  return `redirect ${status}${parts.length ? ` to ${parts.join('')}` : ''}`;
}

export function describeDestinations(
  destinations: readonly Destination[],
): string {
  const alone = destinations.length === 1;
  return destinations
    .map(({ host, port, subset, weight, exists, problem }) =>
      [
        alone ? '' : `${weight} % `,
        `${host.replace('.svc.cluster.local', '')}:${port}`,
        subset ? ` (${subset})` : '',
        exists ? '' : ` (fails: ${problem ?? 'it does not exist'})`,
      ].join(''),
    )
    .join(', ');
}
