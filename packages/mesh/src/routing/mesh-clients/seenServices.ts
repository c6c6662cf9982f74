import { hostsMeet } from '../../hostPatterns';
import { Snapshot } from '../../snapshot';
import { PortProtocol } from '../portProtocol';
import { isExported, MeshService, registryOf } from '../services';
import { MeshClient } from './MeshClient';
import { serviceIndexOf } from './serviceIndex';
import { Egress } from './sidecar';

/** A service as a client sees it on a port. */
export interface SeenService extends MeshService {
  readonly protocol: PortProtocol;
  /** Hosts of ExternalName Services that stand for it. */
  readonly aliases: readonly string[];
}

/** The services that a client sees on a port, each looked up when it is asked for: there may be ten thousand. */
export interface SeenServices {
  /** By host, in lower case. */
  get(host: string): SeenService | undefined;
  /** By the host of an ExternalName Service that stands for it, or by its cluster IP. */
  getByOtherName(name: string): SeenService | undefined;
  /** Those that a wildcard has a host in common with. */
  meeting(wildcard: string): Iterable<SeenService>;
  /** Whether one says HTTP of the port. */
  haveHttp(): boolean;
}

export const isHttp = ({ protocol }: SeenService) =>
  protocol === 'http' || protocol === 'detected';

export function seenServices(
  snapshot: Snapshot,
  { namespace }: MeshClient,
  egress: Egress,
  port: number,
): SeenServices {
  const registry = registryOf(snapshot);
  const index = serviceIndexOf(snapshot);
  const isSeen = (service: MeshService) =>
    isExported(service, namespace) &&
    egress.imports(service.namespace, service.host);
  const candidates = (host: string) =>
    (
      registry.get(host) ??
      registry.get(index.spelling(host) ?? '') ??
      []
    ).filter(isSeen);

  /** Of several with one host: the client's namespace, then Kubernetes', then the first. */
  const find = (host: string): SeenService | undefined => {
    const visible = candidates(host).filter(
      ({ aliasOf }) => aliasOf === undefined,
    );
    const chosen =
      visible.find(service => service.namespace === namespace) ?? visible[0];
    const entry = chosen?.ports.find(
      stated => stated.port === port && !stated.udp,
    );
    if (!entry) return undefined;
    const aliases = index
      .aliasesOf(chosen.host)
      .filter(alias => candidates(alias).some(({ aliasOf }) => aliasOf));
    return { ...chosen, protocol: entry.protocol, aliases };
  };
  const known = new Map<string, { service?: SeenService }>();
  const get = (host: string) => {
    const entry = known.get(host) ?? { service: find(host) };
    known.set(host, entry);
    return entry.service;
  };
  function* each(hosts: Iterable<string>) {
    for (const host of hosts) {
      const service = get(host.toLowerCase());
      if (service) yield service;
    }
  }

  return {
    get,
    getByOtherName: name => {
      const meant = candidates(name).flatMap(({ aliasOf }) => aliasOf ?? []);
      const [byAlias] = [...each(meant)].filter(({ aliases }) =>
        aliases.includes(name),
      );
      return byAlias ?? each(index.atAddress(name)).next().value ?? undefined;
    },
    *meeting(wildcard) {
      for (const host of index.all())
        if (hostsMeet(host, wildcard)) yield* each([host]);
    },
    haveHttp: () => {
      for (const { protocol } of each(index.httpOn(port)))
        if (protocol === 'http') return true;
      return false;
    },
  };
}
