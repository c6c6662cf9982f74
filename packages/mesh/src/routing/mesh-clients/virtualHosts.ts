import { ObjectRef } from '../../resources';
import { routesOf } from '../merge/routes';
import { Route, VirtualHost } from '../model';
import { hostsOf, selected } from './hostsOf';
import { domainsOf } from './names';
import { routeToService } from './ownRoute';
import { ClientPort } from './clientPort';
import { isHttp, SeenService } from './visible';

/** A virtual host of a sidecar. */
export interface SidecarHost {
  readonly virtualHost: VirtualHost;
  readonly service?: SeenService;
  /** VirtualServices of the same host that came too late: for sidecars they do not merge. */
  readonly tooLate: readonly ObjectRef[];
}

/**
 * The virtual hosts of a sidecar on a port by the Host headers that choose them: each service's, with the routes of the first
 * VirtualService that has its host, else to the service itself; on port 80 also hosts that only VirtualServices know.
 */
export function sidecarHosts(
  asked: ClientPort,
): ReadonlyMap<string, SidecarHost> {
  const { services, client } = asked;
  const hosts = new SidecarHosts();
  for (const set of selected(asked)) {
    const routes = routesOf(set, {
      snapshot: asked.snapshot,
      namespace: client.namespace,
      podLabels: client.labels,
      gatewayKey: 'mesh',
      serverPort: asked.port,
      tls: false,
    });
    const { served, others } = hostsOf(set, asked);
    if (routes.length === 0) continue;
    if (served.length === 0 && asked.port !== 80) continue;
    for (const host of others)
      hosts.add(host, [host], { routes, from: set.object });
    for (const service of served)
      hosts.add(service.host, domains(service), {
        routes,
        from: set.object,
        service,
      });
  }
  for (const service of services.values())
    if (isHttp(service) && !hosts.serves(service))
      hosts.add(service.host, domains(service), {
        routes: [routeToService(service, asked)],
        service,
      });
  return hosts.byDomain;

  /** What is another service's full name is not taken from it. */
  function domains(service: SeenService): readonly string[] {
    return [service.host, ...service.aliases].flatMap(host =>
      domainsOf({ ...service, host }, client.namespace).filter(
        domain => domain === host || !services.has(domain),
      ),
    );
  }
}

interface Added {
  readonly routes: readonly Route[];
  readonly from?: ObjectRef;
  readonly service?: SeenService;
}

/** The first to come keeps a host, and each of its names. */
class SidecarHosts {
  readonly byDomain = new Map<string, SidecarHost>();
  private readonly byHost = new Map<string, { tooLate: ObjectRef[] }>();

  add(
    host: string,
    domains: readonly string[],
    { routes, from, service }: Added,
  ) {
    const name = host.toLowerCase();
    const taken = this.byHost.get(name);
    if (taken) {
      if (from) taken.tooLate.push(from);
      return;
    }
    const entry = {
      virtualHost: { host: name, routes },
      service,
      tooLate: [],
    };
    this.byHost.set(name, entry);
    for (const domain of domains.map(each => each.toLowerCase()))
      if (!this.byDomain.has(domain)) this.byDomain.set(domain, entry);
  }

  serves({ host }: SeenService): boolean {
    return this.byHost.has(host.toLowerCase());
  }
}
