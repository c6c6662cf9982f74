import { hostsMeet } from '../../hostPatterns';
import { RouteSet } from '../declaration';
import { ClientPort } from './clientPort';
import { isHttp, SeenService } from './seenServices';

/** Whether a route set says what becomes of a service's requests. */
export function serves(
  set: RouteSet,
  service: SeenService,
  { client, routeSets }: ClientPort,
): boolean {
  const name = service.host.toLowerCase();
  const has = (host: string) =>
    isWildcard(host)
      ? !set.ofGatewayApi &&
        hostsMeet(name, host) &&
        routeSets.closestTo(name) === set
      : host === name;
  // A Gateway API route of another namespace than the service's holds for the clients of its own namespace alone.
  const applies =
    !set.ofGatewayApi ||
    [service.namespace, client.namespace].includes(set.namespace);
  return isHttp(service) && applies && hostsOf(set).some(has);
}

export const servesAny = (set: RouteSet, at: ClientPort): boolean =>
  hostsOf(set)
    .flatMap(host =>
      isWildcard(host)
        ? [...at.services.meeting(host)]
        : at.services.get(host) ?? [],
    )
    .some(service => serves(set, service, at));

/** Whether a host that a route set states is one that no service has. */
export function isUnserved(
  host: string,
  set: RouteSet,
  { services }: ClientPort,
): boolean {
  if (!hostsOf(set).includes(host)) return false;
  if (!isWildcard(host)) return !services.get(host);
  return set.ofGatewayApi || [...services.meeting(host)].length === 0;
}

const hostsOf = ({ hosts }: RouteSet) => hosts.map(host => host.toLowerCase());

const isWildcard = (host: string) => host.startsWith('*');
