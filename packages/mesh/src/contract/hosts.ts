import { covers } from '../hostPatterns';
import { Listener } from '../routing';
import { mostSpecific } from '../routing/hosts';

/** Hosts that are served alike, by one of them. */
export interface HostClass {
  /** Exact, `*.suffix` or `*`: what nothing more specific takes. */
  readonly host: string;
  readonly example: string;
}

/** All hosts and server names that listeners tell apart. */
export function hostsOf(listeners: readonly Listener[]): string[] {
  return listeners.flatMap(
    ({ virtualHosts, connections, serverNames, protocol }) => {
      const http = protocol === 'HTTP' || protocol === 'HTTPS';
      if (http) return virtualHosts.map(({ host }) => host);
      const names = connections.flatMap(route => route.serverNames);
      return names.length > 0 || serverNames.length > 0
        ? [...names, ...serverNames]
        : ['*'];
    },
  );
}

/** The classes into which hosts fall, all of them or those that are asked for. */
export function classesOf(
  served: readonly string[],
  wanted: readonly string[] | undefined,
): HostClass[] {
  const known = new Map(
    served.map(host => [host.toLowerCase(), host.toLowerCase()]),
  );
  const asked = wanted?.map(host => host.toLowerCase());
  const hosts = asked
    ? [
        ...asked,
        ...[...known.keys()].filter(host =>
          asked.some(wide => wide.startsWith('*') && covers(wide, host)),
        ),
      ].filter(host => isServed(host, known))
    : [...known.keys()];
  return [...new Set(hosts)].flatMap(host => {
    const example = exampleOf(host, new Map(known).set(host, host));
    return example === undefined ? [] : { host, example };
  });
}

const isServed = (host: string, known: ReadonlyMap<string, string>) =>
  mostSpecific(known, host.startsWith('*') ? inside(host, 'any') : host) !==
    undefined || known.has(host);

const labels = [
  'any',
  'other',
  ...Array.from({ length: 20 }, (_, n) => `any${n}`),
];

function exampleOf(
  host: string,
  known: ReadonlyMap<string, string>,
): string | undefined {
  if (!host.startsWith('*')) return host;
  return labels
    .map(label => inside(host, label))
    .find(example => mostSpecific(known, example) === host);
}

const inside = (wildcard: string, label: string) =>
  `${label}${wildcard.slice(1)}`;
