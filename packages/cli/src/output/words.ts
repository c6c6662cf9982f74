import {
  Decision,
  Destination,
  ObjectRef,
  Outcome,
  Request,
  Route,
  Source,
} from '@product-gateways/mesh';

/** What the model holds, in words for people. */

export function nameOf({ kind, namespace, name }: ObjectRef): string {
  return `${kind || 'An object'} ${namespace ? `${namespace}/` : ''}${
    name || 'without a name'
  }`;
}

export function partOf({ object, path }: Source): string {
  return path ? `${nameOf(object)} ${path}` : nameOf(object);
}

export function actionOf({ action }: Route): string {
  switch (action.type) {
    case 'redirect':
      return `${action.status} to ${action.scheme ?? ''}${
        action.scheme ? '://' : ''
      }${action.host ?? ''}${action.path?.value ?? ''}`.trimEnd();
    case 'direct-response':
      return `answers ${action.status}`;
    default:
      return destinationsOf(action.destinations);
  }
}

export const destinationsOf = (destinations: readonly Destination[]) =>
  destinations.map(destinationOf).join(', ');

function destinationOf({
  host,
  port,
  subset,
  weight,
  exists,
}: Destination): string {
  const share = weight === 100 ? '' : `${Math.round(weight * 100) / 100} % `;
  const missing = exists ? '' : ' (does not exist)';
  return `${share}${host || 'unknown service'}:${port}${
    subset ? ` subset ${subset}` : ''
  }${missing}`;
}

type Answer = Pick<
  Decision,
  'outcome' | 'status' | 'location' | 'destinations'
>;

export function answerOf(answer: Answer): string {
  const { outcome, status, location, destinations } = answer;
  switch (outcome) {
    case 'route':
      return destinationsOf(destinations);
    case 'redirect':
      return `${status} to ${location}`;
    case 'direct-response':
      return `answers ${status} itself`;
    case 'tcp':
      return `passes the connection to ${destinationsOf(destinations)}`;
    default:
      return refusals[outcome];
  }
}

const refusals: Readonly<
  Record<
    Exclude<Outcome, 'route' | 'redirect' | 'direct-response' | 'tcp'>,
    string
  >
> = {
  'no-route': '404, no route',
  'no-filter-chain': 'connection refused, no server for this name',
  'tls-error': 'connection refused, TLS to plaintext or plaintext to TLS',
  'no-listener': 'not reached, nothing listens',
};

/** False: the client gets an error that nobody configured. A destination that does not exist is one, too. */
export function isAnswered({ outcome, destinations }: Answer): boolean {
  return (
    !Object.hasOwn(refusals, outcome) &&
    destinations.every(({ weight, exists }) => exists || weight === 0)
  );
}

/** As people write it: `GET https://payments.my-company.io/web with x-user: a`. */
export function requestText(request: Request): string {
  const { tls, sni, host, port, method, path, headers = {} } = request;
  const usual = tls ? 443 : 80;
  const colon = port === usual || /:\d+$/.test(host) ? '' : `:${port}`;
  const others = [
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(tls && sni !== host ? [`server name ${sni ?? 'none'}`] : []),
  ];
  const url = `${tls ? 'https' : 'http'}://${host}${colon}${path}`;
  const ending = others.length > 0 ? ` with ${others.join(', ')}` : '';
  return `${method} ${url}${ending}`;
}
