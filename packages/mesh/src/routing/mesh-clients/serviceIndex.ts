import { memoised, memoisedByNamespace, Snapshot } from '../../snapshot';
import { serviceKinds } from '../inputs';
import { MeshService, servicesIn } from '../services';

/** Finds services by what is not their host: hosts, in the spelling of the registry. */
export interface ServiceIndex {
  /** ExternalName Services that stand for a host. */
  aliasesOf(host: string): readonly string[];
  /** A host that is stated with capital letters, by its lower case. */
  spelling(host: string): string | undefined;
  /** Services with this cluster IP. */
  atAddress(address: string): Iterable<string>;
  /** Services of which the port says HTTP. */
  httpOn(port: number): Iterable<string>;
  all(): Iterable<string>;
}

export function serviceIndexOf(snapshot: Snapshot): ServiceIndex {
  return together(inNamespaces(snapshot));
}

interface InNamespace {
  readonly hosts: readonly string[];
  readonly aliases: readonly MeshService[];
  readonly capitalised: readonly string[];
  readonly byAddress: ReadonlyMap<string | undefined, readonly string[]>;
  readonly byHttpPort: ReadonlyMap<number, readonly string[]>;
}

const inNamespaces = memoisedByNamespace(
  serviceKinds,
  (snapshot, namespace): InNamespace => {
    const services = servicesIn(snapshot, namespace);
    const hosts = services.map(({ host }) => host);
    const httpPorts = services.flatMap(({ host, ports }) =>
      ports
        .filter(({ protocol, udp }) => protocol === 'http' && !udp)
        .map(({ port }) => ({ host, port })),
    );
    return {
      hosts,
      aliases: services.filter(({ aliasOf }) => aliasOf !== undefined),
      capitalised: hosts.filter(host => host !== host.toLowerCase()),
      byAddress: hostsBy(services, ({ address }) => address),
      byHttpPort: hostsBy(httpPorts, ({ port }) => port),
    };
  },
);

function hostsBy<T extends { host: string }, K>(
  items: readonly T[],
  keyOf: (item: T) => K,
): Map<K, string[]> {
  const groups = Map.groupBy(items, keyOf);
  return new Map(
    Array.from(groups, ([key, found]) => [key, found.map(({ host }) => host)]),
  );
}

/** What is rare is brought together, and the rest is looked for in each namespace. */
const together = memoised(
  (namespaces: ReadonlyMap<string, InNamespace>): ServiceIndex => {
    const all = [...namespaces.values()];
    const aliases = hostsBy(
      all.flatMap(each => each.aliases),
      ({ aliasOf }) => aliasOf,
    );
    const spellings = new Map(
      all
        .flatMap(({ capitalised }) => capitalised)
        .map(host => [host.toLowerCase(), host]),
    );
    return {
      aliasesOf: host => aliases.get(host) ?? [],
      spelling: host => spellings.get(host),
      *atAddress(address) {
        for (const { byAddress } of all) yield* byAddress.get(address) ?? [];
      },
      *httpOn(port) {
        for (const { byHttpPort } of all) yield* byHttpPort.get(port) ?? [];
      },
      *all() {
        for (const { hosts } of all) yield* hosts;
      },
    };
  },
);
