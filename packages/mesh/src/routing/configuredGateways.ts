import { keyOf, ObjectRef } from '../resources';
import { memoised, memoisedBy, Snapshot } from '../snapshot';
import { compare } from './age';
import { GatewayDeclaration } from './declaration';
import { gatewayDeclarationsOf } from './declarations';
import { hasLabels, text, record } from './fields';
import { gatewayIndex } from './gatewayIndex';
import { gatewayService } from './gatewayServices';
import { IstiodFlags } from './mesh-config/MeshConfig';
import { meshConfigOf } from './mesh-config/meshConfigOf';
import { GatewayService, GatewayWorkload } from './model';
import { proxiesByNamespace, Proxy, proxyOf } from './proxies';
import { isReady, proxyVersion, Workload } from './workloads';

/** A gateway workload of Istio's, with the gateways that apply to it, oldest first. */
export interface ConfiguredGateway {
  readonly gateway: Omit<GatewayWorkload, 'cluster' | 'problems'>;
  readonly podAddresses: ReadonlySet<string>;
  readonly applied: readonly AppliedGateway[];
}

export interface AppliedGateway {
  readonly declaration: GatewayDeclaration;
  readonly services: readonly GatewayService[];
  /** Ports that no Service has are bound as they are; by Services they then do not exist. */
  readonly bindsUnknownPorts: boolean;
}

export const configuredGateways: (
  snapshot: Snapshot,
) => readonly ConfiguredGateway[] = memoisedBy(
  snapshot => [
    proxiesByNamespace(snapshot),
    gatewayDeclarationsOf(snapshot),
    snapshot.byNamespace('', 'Service'),
    meshConfigOf(snapshot),
  ],
  snapshot => {
    const { flags } = meshConfigOf(snapshot);
    const gateways = gatewayDeclarationsOf(snapshot);
    const { candidates } = indexOf(gateways);
    const proxies = [...proxiesByNamespace(snapshot).values()].flat();
    return [...proxies, ...unseenGateways(snapshot, gateways, proxies)]
      .map(proxy =>
        configure({ proxy, gateways: candidates(proxy.marks), flags }),
      )
      .sort((a, b) => compare(a.gateway.id, b.gateway.id));
  },
);

/** One of them, by its id. */
export const configuredGateway = (snapshot: Snapshot, id: string) =>
  byId(configuredGateways(snapshot)).get(id);

const byId = memoised(
  (gateways: readonly ConfiguredGateway[]) =>
    new Map(gateways.map(each => [each.gateway.id, each])),
);

const indexOf = memoised(gatewayIndex);

const gatewayNameLabel = 'gateway.networking.k8s.io/gateway-name';

interface Configuration {
  readonly proxy: Proxy;
  /** Those that may apply. */
  readonly gateways: readonly GatewayDeclaration[];
  readonly flags: IstiodFlags;
}

/** The very same as long as nothing changes that is said of this workload. */
const configure = memoisedBy(
  ({ proxy, gateways, flags }: Configuration) => [proxy, flags, ...gateways],
  ({ proxy: { workload, services }, gateways, flags }): ConfiguredGateway => {
    const applied = gateways
      .filter(declaration => reaches(declaration, workload, flags))
      .flatMap(declaration => apply(declaration, workload, services));
    const definedBy = new Map(
      applied.map(({ declaration: { object } }) => [keyOf(object), object]),
    );
    const { ref, namespace, pods } = workload;
    return {
      gateway: {
        id: `${namespace}/${ref.kind}/${ref.name}`,
        workload: ref,
        controller: isManaged(workload) ? 'gateway-api' : 'istio',
        namespace,
        podLabels: workload.labels,
        replicas: {
          ready: pods.filter(isReady).length,
          desired: workload.desired,
        },
        istioVersion: proxyVersion(workload),
        revision: workload.labels['istio.io/rev'],
        services,
        definedBy: [...definedBy.values()],
      },
      podAddresses: new Set(
        pods.flatMap(({ status }) => text(record(status).podIP) ?? []),
      ),
      applied,
    };
  },
);

const isManaged = ({ labels }: Workload) =>
  Object.hasOwn(labels, gatewayNameLabel);

/** Two flags keep Gateways out of other namespaces' pods: one everywhere, one in managed gateways. */
function reaches(
  { appliesTo, namespace }: GatewayDeclaration,
  workload: Workload,
  flags: IstiodFlags,
): boolean {
  const scoped =
    flags.PILOT_SCOPE_GATEWAY_TO_NAMESPACE ||
    (flags.PILOT_ENABLE_STRICT_GATEWAY_MERGING && isManaged(workload));
  const elsewhere = namespace !== workload.namespace;
  return !(appliesTo.type === 'labels' && scoped && elsewhere);
}

function apply(
  declaration: GatewayDeclaration,
  workload: Workload,
  services: readonly GatewayService[],
): AppliedGateway[] {
  const { appliesTo } = declaration;
  if (appliesTo.type === 'labels') {
    return hasLabels(workload.labels, appliesTo.labels)
      ? [{ declaration, services, bindsUnknownPorts: true }]
      : [];
  }
  const wanted = new Set(appliesTo.services.map(keyOf));
  const own = services.filter(({ ref }) => wanted.has(keyOf(ref)));
  return own.length > 0
    ? [{ declaration, services: own, bindsUnknownPorts: false }]
    : [];
}

/** Managed Gateways whose Deployment and pods are not there, or not seen: the Gateway stands for them, the Service for itself. */
function unseenGateways(
  snapshot: Snapshot,
  gateways: readonly GatewayDeclaration[],
  seen: readonly Proxy[],
): Proxy[] {
  const names = new Set(
    seen.map(
      ({ workload: { namespace, labels } }) =>
        `${namespace}/${labels[gatewayNameLabel]}`,
    ),
  );
  const unseen = new Map<
    string,
    { workload: Workload; service: ObjectRef; ports: Set<number> }
  >();
  for (const { appliesTo, servers } of gateways) {
    if (appliesTo.type !== 'services' || !appliesTo.managedBy) continue;
    const { namespace = '', name } = appliesTo.managedBy;
    const key = `${namespace}/${name}`;
    if (names.has(key)) continue;
    const entry = unseen.get(key) ?? {
      workload: gatewayAsWorkload(appliesTo.managedBy),
      service: appliesTo.services[0],
      ports: new Set(),
    };
    servers.forEach(({ port }) => entry.ports.add(port));
    unseen.set(key, entry);
  }
  return [...unseen.values()].map(({ workload, service, ports }) => {
    const object = snapshot.get(service);
    const planned = {
      ref: service,
      addresses: [],
      ports: [...ports].map(port => ({ port, targetPort: port })),
    };
    return proxyOf(workload, [
      object ? gatewayService(object, workload) : planned,
    ]);
  });
}

function gatewayAsWorkload(ref: ObjectRef): Workload {
  const { namespace = '', name } = ref;
  return {
    ref,
    namespace,
    labels: { [gatewayNameLabel]: name },
    annotations: {},
    podSpec: undefined,
    pods: [],
    desired: 0,
  };
}
