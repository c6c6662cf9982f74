import { memoisedByNamespace, Snapshot } from '../snapshot';
import { marksOf } from './gatewayIndex';
import { servicesOf } from './gatewayServices';
import { workloadKinds } from './inputs';
import { GatewayService } from './model';
import { isGatewayProxy, Workload, workloadsIn } from './workloads';

/** Istio's proxies that serve as gateway, with the Services in front of them and what gateways find them by. */
export interface Proxy {
  readonly workload: Workload;
  readonly services: readonly GatewayService[];
  readonly marks: readonly string[];
}

export const proxiesByNamespace: (
  snapshot: Snapshot,
) => ReadonlyMap<string, readonly Proxy[]> = memoisedByNamespace(
  [...workloadKinds, ['', 'Service']],
  (snapshot, namespace) =>
    workloadsIn(snapshot, namespace)
      .filter(isGatewayProxy)
      .map(workload => proxyOf(workload, servicesOf(snapshot, workload))),
);

export function proxyOf(
  workload: Workload,
  services: readonly GatewayService[],
): Proxy {
  const refs = services.map(({ ref }) => ref);
  return { workload, services, marks: marksOf(workload.labels, refs) };
}
