import { covers } from '../hostPatterns';

const isWildcard = (host: string) => host.startsWith('*');

/** The narrower host of each pair that meets, without doubles. */
export function intersection(
  some: readonly string[],
  others: readonly string[],
): string[] {
  const hosts = new Set<string>();
  for (const a of some) {
    for (const b of others) {
      if (covers(b, a)) hosts.add(a);
      else if (covers(a, b)) hosts.add(b);
    }
  }
  return [...hosts];
}

const clusterDomain = 'cluster.local';

/** The name of a Service in the mesh. */
export function serviceHost(name: string, namespace: string): string {
  return `${name}.${namespace}.svc.${clusterDomain}`;
}

/** Only a name without a dot is short: it means a Service of that namespace. */
export function qualify(host: string, namespace: string): string {
  const short =
    host !== '' && host !== '*' && !host.includes('.') && !host.includes(':');
  return short ? serviceHost(host, namespace) : host;
}

/** The most specific of `known` that means `host`: exact, then the longest wildcard, then `*`. */
export function mostSpecific<T>(
  known: ReadonlyMap<string, T>,
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
