import { memoised, Snapshot } from '../snapshot';
import {
  ConnectionRoute,
  Decision,
  GatewayWorkload,
  Request,
  resolveAt,
  VirtualHost,
} from '../routing';
import { virtualHostFor } from '../routing/requests/answer';
import { connectionAt } from '../routing/resolve';
import { Entry, entryOf, entryOfRoute } from './entries';
import { BaseRequest, requestOf } from './parts';

/** One of the two gateways that are compared; without a workload it answers nothing. */
export interface Side {
  readonly snapshot: Snapshot;
  readonly gateway?: GatewayWorkload;
}

/** What a side does with requests to a host over one kind of connection, in the order in which it is tried. */
export function entriesAt(
  { snapshot, gateway }: Side,
  base: BaseRequest,
): readonly Entry[] {
  if (!gateway) return nothing;
  const request = requestOf(base, new Map());
  const connection = connectionAt(snapshot, gateway, request);
  if (connection?.type !== 'chosen') return nothing;
  const { listener, connection: route } = connection.choice;
  if (listener.virtualHosts.length === 0 && route) return ofConnection(route);
  const virtualHost = virtualHostFor(listener, request.host);
  if (!virtualHost) return nothing;
  return virtualHost.httpsRedirect && !base.tls
    ? ofRedirect(virtualHost)
    : ofRoutes(virtualHost);
}

export function decisionOf(
  { snapshot, gateway }: Side,
  request: Request,
): Pick<Decision, 'outcome' | 'destinations'> & Partial<Decision> {
  return gateway
    ? resolveAt(snapshot, gateway, request)
    : { outcome: 'no-listener', destinations: [] };
}

const nothing: readonly Entry[] = [];

const ofRoutes = memoised(({ routes }: VirtualHost) =>
  routes.map(entryOfRoute),
);

const ofRedirect = memoised(({ httpsRedirect }: VirtualHost) =>
  httpsRedirect
    ? [entryOf({ type: 'https-redirect', policy: {} }, httpsRedirect)]
    : nothing,
);

const ofConnection = memoised(({ destinations, source }: ConnectionRoute) => [
  entryOf({ type: 'tcp', destinations, policy: {} }, source),
]);
