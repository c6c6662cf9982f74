import { covers } from '../../hostPatterns';
import { ConnectionMatch, TcpRule, TlsRule } from '../declaration';
import { destinationsOf } from '../destinations';
import { mostSpecific } from '../hosts';
import { Destination } from '../model';
import { Request } from '../probe';
import { hostOf } from '../requests/answer';
import { ClientPort } from './clientPort';
import { meantHosts } from './names';
import { destinationOf } from './ownRoute';
import { SeenService } from './seenServices';
import { SidecarHosts, sidecarHosts } from './virtualHosts';

/** What a sidecar makes of a connection before it looks at a request. */
export type SidecarConnection =
  | {
      readonly type: 'http';
      readonly hosts: SidecarHosts;
      /** The one service that the listener is for. */
      readonly only?: SeenService;
    }
  | {
      readonly type: 'tcp';
      readonly service: SeenService;
      readonly destinations: readonly Destination[];
    }
  | { readonly type: 'tls-error'; readonly service: SeenService }
  | { readonly type: 'unknown' };

export function connectionOf(
  at: ClientPort | undefined,
  request: Request,
): SidecarConnection {
  const service = at && serviceMeant(at, request);
  if (!at) return { type: 'unknown' };
  if (!service) return isShared(at, request) ? shared(at) : { type: 'unknown' };
  switch (service.protocol) {
    case 'http':
      return request.tls ? { type: 'tls-error', service } : shared(at);
    case 'detected':
      return request.tls
        ? tcp(service, at, request)
        : { ...shared(at), only: service };
    default:
      return tcp(service, at, request);
  }
}

/** All services that say HTTP of a port share one listener; it answers for hosts that nobody has, too. */
const isShared = ({ services }: ClientPort, { tls }: Request) =>
  !tls && services.haveHttp();

const shared = (at: ClientPort) =>
  ({ type: 'http', hosts: sidecarHosts(at) } as const);

function serviceMeant(
  { services, client }: ClientPort,
  { host, tls, sni }: Request,
): SeenService | undefined {
  const names = meantHosts(
    tls && sni ? sni.toLowerCase() : hostOf(host),
    client.namespace,
  );
  const first = (find: (name: string) => SeenService | undefined) =>
    names.map(find).find(Boolean);
  return (
    first(services.get) ??
    first(services.getByOtherName) ??
    mostSpecific(services, names[0])
  );
}

function tcp(
  service: SeenService,
  at: ClientPort,
  request: Request,
): SidecarConnection {
  const rule = ruleFor(service, at, request);
  return {
    type: 'tcp',
    service,
    destinations: rule
      ? destinationsOf(rule.destinations, {
          snapshot: at.snapshot,
          gatewayNamespace: at.client.namespace,
          ofSidecar: true,
          routeNamespace: service.namespace,
          serverPort: at.port,
        })
      : [destinationOf(service, at)],
  };
}

/** The first VirtualService of the service's host decides: by server name where the client opens TLS, else by port. */
function ruleFor(
  service: SeenService,
  { routeSets, port }: ClientPort,
  { tls, sni = '' }: Request,
): TlsRule | TcpRule | undefined {
  const applies = (match: ConnectionMatch) =>
    (match.port === undefined || match.port === port) &&
    (!match.gateways || match.gateways.includes('mesh'));
  const sets = routeSets.meeting(service.host.toLowerCase());
  const rules = sets.flatMap(set => (tls ? set.tls : set.tcp));
  return rules.find(({ matches }) =>
    tls
      ? matches.some(
          match =>
            applies(match) &&
            match.sniHosts.some(name => covers(name, sni.toLowerCase())),
        )
      : matches.length === 0 || matches.some(applies),
  );
}
