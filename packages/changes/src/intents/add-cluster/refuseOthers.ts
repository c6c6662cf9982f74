import {
  KubernetesObject,
  keyOf,
  ObjectRef,
  refOf,
} from '@product-gateways/mesh';
import { istioNetworking } from '../../istio';
import { Refusal } from '../../Refusal';
import { listAt, recordAt } from './fields';
import { Site } from './Site';

/** Refused where something else in a cluster says already how callers of the mesh reach the host: only one of the two would be heard. */
export function refuseOthers(
  host: string,
  namespace: string,
  { cluster, intended }: Site,
): void {
  for (const kind of ['ServiceEntry', 'DestinationRule', 'VirtualService']) {
    const ours = keyOf({ group: istioNetworking, kind, namespace, name: host });
    const other = intended
      .list(istioNetworking, kind)
      .find(object => keyOf(refOf(object)) !== ours && says(object, host));
    if (other)
      throw new Refusal(
        'conflict',
        `${nameOf(
          refOf(other),
        )} in cluster ${cluster} says already how the mesh reaches ${host}. Remove it, or choose another internal host.`,
      );
  }
}

function says({ kind, spec }: KubernetesObject, host: string): boolean {
  const { host: ruled, hosts, gateways } = recordAt(spec);
  switch (kind) {
    case 'DestinationRule':
      return ruled === host;
    case 'VirtualService':
      return (
        listAt(hosts).includes(host) &&
        (gateways === undefined || listAt(gateways).includes('mesh'))
      );
    default:
      return listAt(hosts).includes(host);
  }
}

function nameOf({ kind, namespace, name }: ObjectRef): string {
  return `${kind} ${namespace}/${name}`;
}
