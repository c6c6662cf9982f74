import { covers } from '../hostPatterns';
import { ObjectRef } from '../resources';

const isWildcard = (host: string) => host.startsWith('*');

/** Hosts, and where they meet others: found without a look at each pair, since there may be ten thousand on both sides. */
export interface HostIndex {
  /** The narrower host of each pair that meets, without doubles. */
  meeting(host: string): readonly string[];
}

export function hostIndex(hosts: readonly string[]): HostIndex {
  const known = new Set(hosts);
  const suffixes = new Set(
    hosts.filter(isWildcard).map(wildcard => wildcard.length - 1),
  );
  const isCovered = (host: string) =>
    known.has(host) ||
    [...suffixes].some(length =>
      known.has(`*${host.slice(Math.max(0, host.length - length))}`),
    );
  return {
    meeting: host => {
      const own = isCovered(host) ? [host] : [];
      if (!isWildcard(host)) return own;
      const narrower = [...known].filter(
        each => each !== host && covers(host, each),
      );
      return [...own, ...narrower];
    },
  };
}

const clusterDomain = 'cluster.local';

/** The name of a Service in the mesh. */
export function serviceHost(name: string, namespace: string): string {
  return `${name}.${namespace}.svc.${clusterDomain}`;
}

/** The Service whose name in the mesh a host is, whether or not it is there. */
export function serviceOfHost(host: string): ObjectRef | undefined {
  const suffix = `.svc.${clusterDomain}`;
  const dot = host.lastIndexOf('.', host.length - suffix.length - 1);
  if (!host.endsWith(suffix) || dot < 0) return undefined;
  return {
    group: '',
    kind: 'Service',
    namespace: host.slice(dot + 1, -suffix.length),
    name: host.slice(0, dot),
  };
}

/** Only a name without a dot is short: it means a Service of that namespace. */
export function qualify(host: string, namespace: string): string {
  const short =
    host !== '' && host !== '*' && !host.includes('.') && !host.includes(':');
  return short ? serviceHost(host, namespace) : host;
}

/** The most specific of `known` that means `host`: exact, then the longest wildcard, then `*`. */
export function mostSpecific<T>(
  known: Pick<ReadonlyMap<string, T>, 'get'>,
  host: string,
): T | undefined {
  const exact = known.get(host);
  if (exact !== undefined) return exact;
  for (
    let dot = host.indexOf('.');
    dot >= 0;
    dot = host.indexOf('.', dot + 1)
  ) {
    const wildcard = dot > 0 ? known.get(`*${host.slice(dot)}`) : undefined;
    if (wildcard !== undefined) return wildcard;
  }
  return known.get('*');
}

/** `*` last, wildcards behind exact hosts, the longer wildcard first: the order in which hosts are looked up. */
export function bySpecificity(a: string, b: string): number {
  const wild = Number(isWildcard(a)) - Number(isWildcard(b));
  if (wild) return wild;
  if (isWildcard(a) && a.length !== b.length) return b.length - a.length;
  return a < b ? -1 : Number(a !== b);
}
