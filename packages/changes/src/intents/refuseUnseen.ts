import { ObjectRef, Snapshot, UnseenKind } from '@product-gateways/mesh';
import { Refusal } from '../Refusal';

/**
 * Stands before every refusal that says what serves hosts, or that nothing does: in a cluster that does not show all that gateways and
 * routes are made of, nobody can know.
 */
export function refuseUnseen(
  hosts: readonly string[],
  snapshot: Snapshot,
): void {
  refuseUnknown(`what serves ${hosts.join(', ')}`, servingKinds, snapshot);
}

/** The same for anything that only objects of some kinds can tell. */
export function refuseUnknown(
  what: string,
  kinds: readonly Pick<ObjectRef, 'group' | 'kind'>[],
  { cluster, unseen }: Snapshot,
): void {
  const hidden = unseen.filter(({ group, kind }) =>
    kinds.some(read => read.group === group && read.kind === kind),
  );
  const forbidden = hidden.filter(({ reason }) => reason === 'forbidden');
  const failing = hidden.filter(({ reason }) => reason === 'failing');
  const start = `It is not known ${what} in cluster ${cluster}`;
  if (forbidden.length)
    throw new Refusal(
      'conflict',
      `${start}: the portal may not read ${pluralsOf(
        forbidden,
      )} there. A platform engineer grants the portal's reader the right to get, list and watch them; then try again.`,
    );
  if (failing.length)
    throw new Refusal(
      'conflict',
      `${start}: reading ${pluralsOf(
        failing,
      )} there fails. Try again when it works; the portal's log says why it does not.`,
    );
}

const servingKinds = [
  { group: 'networking.istio.io', kind: 'VirtualService' },
  { group: 'networking.istio.io', kind: 'Gateway' },
  ...['Gateway', 'GatewayClass', 'HTTPRoute', 'GRPCRoute', 'TLSRoute'].map(
    kind => ({ group: 'gateway.networking.k8s.io', kind }),
  ),
  { group: 'networking.k8s.io', kind: 'Ingress' },
  { group: '', kind: 'Service' },
  { group: '', kind: 'Pod' },
  ...['Deployment', 'StatefulSet', 'DaemonSet'].map(kind => ({
    group: 'apps',
    kind,
  })),
];

/** Both APIs have a Gateway. */
function pluralsOf(kinds: readonly UnseenKind[]): string {
  const plurals = kinds.map(({ kind }) =>
    kind.endsWith('s') ? `${kind}es` : `${kind}s`,
  );
  return [...new Set(plurals)].join(', ');
}
