import { RE2JS } from 're2js';
import { covers } from '../hostPatterns';
import { Listener } from '../routing';
import { mostSpecific } from '../routing/hosts';

/** Hosts that are served alike, by one of them. */
export interface HostClass {
  /** Exact, `*.suffix` or `*`: what nothing more specific takes. */
  readonly host: string;
  readonly example: string;
  includes(host: string): boolean;
  /** Regular expressions that tell the hosts from others. */
  readonly shapes: readonly string[];
}

/** All hosts and server names that listeners tell apart; a server without any route has a name all the same. */
export function hostsOf(listeners: readonly Listener[]): string[] {
  return listeners.flatMap(({ virtualHosts, connections, serverNames }) => {
    const hosts = [
      ...virtualHosts.map(({ host }) => host),
      ...connections.flatMap(route => route.serverNames),
      ...serverNames,
    ];
    return hosts.length > 0 ? hosts : ['*'];
  });
}

/** The classes into which hosts fall, all of them or those that are asked for. */
export function classesOf(
  served: readonly string[],
  wanted: readonly string[] | undefined,
): HostClass[] {
  const hosts = byName(served);
  const asked = byName(wanted ?? served);
  const wildcards = [...asked.keys()].filter(host => host.startsWith('*'));
  const meant = [...hosts.keys()].filter(host =>
    wildcards.some(wide => covers(wide, host)),
  );
  const known = new Map([...hosts, ...asked]);
  const named = [...asked.keys()].filter(host => isServed(host, hosts));
  return [...new Set([...named, ...meant])].flatMap(
    host => classOf(host, known) ?? [],
  );
}

const byName = (hosts: readonly string[]) =>
  new Map(hosts.map(host => [host.toLowerCase(), host.toLowerCase()]));

const isServed = (host: string, hosts: ReadonlyMap<string, string>) =>
  hosts.has(host) || mostSpecific(hosts, host) !== undefined;

const labels = [
  'any',
  'other',
  ...Array.from({ length: 20 }, (_, n) => `any${n}`),
];

function classOf(
  host: string,
  known: ReadonlyMap<string, string>,
): HostClass | undefined {
  const includes = (other: string) => mostSpecific(known, other) === host;
  const example = host.startsWith('*')
    ? labels.map(label => label + host.slice(1)).find(includes)
    : host;
  if (example === undefined) return undefined;
  return {
    host,
    example,
    includes,
    get shapes() {
      const others = [...known.keys()].filter(other => covers(host, other));
      return [...new Set([host, ...others])].map(shapeOf);
    },
  };
}

const shapeOf = (host: string) =>
  host.startsWith('*')
    ? `[a-z0-9.-]+${RE2JS.quote(host.slice(1))}`
    : RE2JS.quote(host);
