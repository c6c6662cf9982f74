import { ClusterStatus } from '@product-gateways/backstage-plugin-gateways-common';
import { listOf } from './objects';

/** What routes and gateways are made of, as `ClusterStatus.missing` names it. */
const kindsOfRoutes = new Map([
  ['virtualservices.networking.istio.io', 'VirtualServices'],
  ['gateways.networking.istio.io', 'Gateways'],
  ['httproutes.gateway.networking.k8s.io', 'HTTPRoutes'],
  ['gateways.gateway.networking.k8s.io', 'Gateways'],
  ['ingresses.networking.k8s.io', 'Ingresses'],
  ['services', 'Services'],
  ['namespaces', 'Namespaces'],
]);

/**
 * Why nobody can say that a route or a gateway is not there: `Not known: VirtualServices of East cannot be read.` Nothing where all that
 * routes are made of is read; a kind that is not installed is nothing to read.
 */
export function sayUnread(
  clusters: readonly ClusterStatus[],
): string | undefined {
  const unread = clusters.flatMap(cluster => {
    const kinds = unreadKinds(cluster);
    return kinds.length > 0 ? [`${listOf(kinds)} of ${cluster.title}`] : [];
  });
  return unread.length > 0
    ? `Not known: ${listOf(unread)} cannot be read.`
    : undefined;
}

function unreadKinds({ state, missing }: ClusterStatus): string[] {
  if (state === 'forbidden' || state === 'unreachable') return ['the objects'];
  const kinds = missing
    .filter(({ reason }) => reason !== 'not-installed')
    .flatMap(({ kind }) => kindsOfRoutes.get(kind) ?? []);
  return [...new Set(kinds)];
}
