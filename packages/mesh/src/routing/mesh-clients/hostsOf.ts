import { hostsMeet } from '../../hostPatterns';
import { memoised } from '../../snapshot';
import { RouteSet } from '../declaration';
import { mostSpecific } from '../hosts';
import { ClientPort } from './clientPort';
import { isHttp, SeenService } from './visible';

/** The route sets that say something of a port: on port 80 also those whose hosts no service has. */
export function selected({
  port,
  routeSets,
  services,
}: ClientPort): readonly RouteSet[] {
  if (port === 80) return routeSets;
  const hosts = [...services.keys()];
  const wildcards = hosts.filter(isWildcard);
  return routeSets.filter(set =>
    set.hosts
      .map(host => host.toLowerCase())
      .some(
        host =>
          services.has(host) ||
          (isWildcard(host) ? hosts : wildcards).some(other =>
            hostsMeet(host, other),
          ),
      ),
  );
}

/** The HTTP services that a route set answers for, and its hosts that no service has. */
export function hostsOf(
  set: RouteSet,
  { client, services, routeSets }: ClientPort,
): {
  readonly served: readonly SeenService[];
  readonly others: readonly string[];
} {
  const meant = new Set<SeenService>();
  const others: string[] = [];
  for (const host of set.hosts.map(each => each.toLowerCase())) {
    const service = services.get(host);
    if (!isWildcard(host)) {
      if (service) meant.add(service);
      else others.push(host);
      continue;
    }
    const matching = set.ofGatewayApi
      ? []
      : [...services.values()].filter(each => hostsMeet(each.host, host));
    if (matching.length === 0) others.push(host);
    for (const each of matching)
      if (mostSpecific(firstByHost(routeSets), each.host) === set)
        meant.add(each);
  }
  // A Gateway API route of another namespace than the service's holds for the clients of its own namespace alone.
  const applies = (service: SeenService) =>
    !set.ofGatewayApi ||
    [service.namespace, client.namespace].includes(set.namespace);
  return {
    served: [...meant].filter(service => isHttp(service) && applies(service)),
    others,
  };
}

const isWildcard = (host: string) => host.startsWith('*');

/** Which route set has a host, where several state it. */
const firstByHost = memoised((routeSets: readonly RouteSet[]) => {
  const hosts = new Map<string, RouteSet>();
  for (const set of routeSets)
    for (const host of set.hosts) if (!hosts.has(host)) hosts.set(host, set);
  return hosts;
});
