import { Snapshot } from '../../snapshot';
import { RouteSet } from '../declaration';
import { routeSetsFor } from '../declarations';
import { MeshClient } from './MeshClient';
import { PortProtocol } from '../portProtocol';
import { isExported, MeshService, Registry, registryOf } from '../services';
import { Egress } from './sidecar';

/** A service as a client sees it on a port. */
export interface SeenService extends MeshService {
  readonly protocol: PortProtocol;
  /** Hosts of ExternalName Services that stand for it. */
  readonly aliases: readonly string[];
}

export const isHttp = ({ protocol }: SeenService) =>
  protocol === 'http' || protocol === 'detected';

/** The services that have a port, by host. Of several with one host: the client's namespace, then Kubernetes', then the first. */
export function servicesSeen(
  snapshot: Snapshot,
  { namespace }: MeshClient,
  egress: Egress,
  port: number,
): ReadonlyMap<string, SeenService> {
  const registry = registryOf(snapshot);
  const isSeen = (service: MeshService) =>
    isExported(service, namespace) &&
    egress.imports(service.namespace, service.host);
  const aliases = aliasesOf(registry, isSeen);
  const seen = new Map<string, SeenService>();
  for (const candidates of registry.values()) {
    const visible = candidates.filter(
      service => service.aliasOf === undefined && isSeen(service),
    );
    const chosen =
      visible.find(service => service.namespace === namespace) ?? visible[0];
    const entry = chosen?.ports.find(each => each.port === port && !each.udp);
    if (entry)
      seen.set(chosen.host.toLowerCase(), {
        ...chosen,
        protocol: entry.protocol,
        aliases: aliases.get(chosen.host) ?? [],
      });
  }
  return seen;
}

function aliasesOf(
  registry: Registry,
  isSeen: (service: MeshService) => boolean,
): ReadonlyMap<string, readonly string[]> {
  const aliases = new Map<string, string[]>();
  for (const service of [...registry.values()].flat()) {
    if (service.aliasOf === undefined || !isSeen(service)) continue;
    const others = aliases.get(service.aliasOf) ?? [];
    aliases.set(service.aliasOf, [...others, service.host]);
  }
  return aliases;
}

/** The VirtualServices of the mesh that a client sees, in istiod's order: the first to have a host keeps it. */
export function routeSetsSeen(
  snapshot: Snapshot,
  { namespace }: MeshClient,
  egress: Egress,
): readonly RouteSet[] {
  return routeSetsFor(snapshot, 'mesh', namespace).filter(set =>
    set.hosts.some(host =>
      (set.ofGatewayApi ? egress.imports : egress.meets)(set.namespace, host),
    ),
  );
}
