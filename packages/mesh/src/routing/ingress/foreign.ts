import { KubernetesObject, ObjectRef, refOf } from '../../resources';
import { memoisedBy, Snapshot } from '../../snapshot';
import { aged, byAge } from '../age';
import { records, specOf } from '../fields';
import { addressesOf } from '../gatewayServices';
import { ingressClassKinds, partsOf } from '../inputs';
import { meshConfigOf } from '../mesh-config/meshConfigOf';
import { GatewayWorkload } from '../model';
import { classOf } from './classes';

/** An ingress controller that is not Istio, as its Ingresses state it: how the controller itself reads them is not known here. */
export interface ForeignIngress {
  readonly gateway: Omit<GatewayWorkload, 'cluster' | 'problems'>;
  /** Those of its class, the oldest first. */
  readonly ingresses: readonly KubernetesObject[];
}

/** One for each class. Nothing names the pods that serve a class, so the class stands for them and for their Service. */
export const foreignIngresses: (
  snapshot: Snapshot,
) => readonly ForeignIngress[] = memoisedBy(
  snapshot => [...partsOf(ingressClassKinds)(snapshot), meshConfigOf(snapshot)],
  snapshot => {
    const foreign = snapshot
      .list('networking.k8s.io', 'Ingress')
      .map(object => ({ ...aged(object), object }))
      .sort(byAge)
      .flatMap(({ object }) => {
        const found = classOf(snapshot, object);
        return found && !found.istio ? { className: found.name, object } : [];
      });
    const classes = Map.groupBy(foreign, ({ className }) => className);
    return Array.from(classes, ([name, members]) => {
      const ingresses = members.map(({ object }) => object);
      return { gateway: gatewayOf(name, ingresses), ingresses };
    });
  },
);

function gatewayOf(
  name: string,
  ingresses: readonly KubernetesObject[],
): ForeignIngress['gateway'] {
  const ref: ObjectRef = {
    group: 'networking.k8s.io',
    kind: 'IngressClass',
    name,
  };
  const encrypts = ingresses.some(
    ingress => records(specOf(ingress).tls).length > 0,
  );
  const ports = encrypts ? [80, 443] : [80];
  return {
    id: `/IngressClass/${name}`,
    workload: ref,
    controller: 'ingress',
    namespace: '',
    podLabels: {},
    replicas: { ready: 0, desired: 0 },
    services: [
      {
        ref,
        addresses: [...new Set(ingresses.flatMap(addressesOf))],
        ports: ports.map(port => ({ port, targetPort: port })),
      },
    ],
    definedBy: ingresses.map(refOf),
  };
}
