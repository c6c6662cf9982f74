import { isRecord, JsonRecord, ObjectRef, Source } from '../../resources';
import { Snapshot } from '../../snapshot';
import { record, records, text, texts } from '../fields';
import { meshConfigOf } from '../mesh-config/meshConfigOf';
import { EndpointPolicy } from './trafficPolicy';

/** How a client's locality counts for the endpoints that it tries. */
export interface LocalitySetting {
  /** Zones of the client's region count alike: Envoy itself balances them. */
  readonly zoneAware: boolean;
  /** Also without outlier detection. */
  readonly forced: boolean;
  readonly distribute: readonly Distribution[];
  readonly failover: readonly { readonly from: string; readonly to: string }[];
  /** Labels, perhaps with a value, in which an endpoint should equal the client, the most important first. */
  readonly failoverPriority: readonly string[];
  /** Absent: the mesh config says it, or nobody. */
  readonly source?: Source;
}

export interface Distribution {
  readonly from: string;
  /** Percent of the requests by locality. */
  readonly to: Readonly<Record<string, number>>;
}

/**
 * What counts: the DestinationRule's own setting, then the Service's traffic distribution, then the mesh config. Undefined: locality
 * does not count.
 */
export function localitySetting(
  snapshot: Snapshot,
  { loadBalancer }: EndpointPolicy,
  service: ObjectRef,
): LocalitySetting | undefined {
  if (loadBalancer) {
    const { policy, source } = loadBalancer;
    const at = (path: string) => ({
      ...source,
      path: `${source.path}.${path}`,
    });
    if (isRecord(policy.zoneAwareLbSetting))
      return zoneAware(policy.zoneAwareLbSetting, at('zoneAwareLbSetting'));
    if (isRecord(policy.localityLbSetting))
      return locality(policy.localityLbSetting, at('localityLbSetting'));
  }
  const preferred = distributionLabels(snapshot, service);
  if (preferred)
    return {
      ...plain,
      forced: true,
      failoverPriority: preferred.labels,
      source: preferred.source,
    };
  const { localityLbSetting } = meshConfigOf(snapshot);
  return locality(localityLbSetting, undefined);
}

const plain: LocalitySetting = {
  zoneAware: false,
  forced: false,
  distribute: [],
  failover: [],
  failoverPriority: [],
};

function locality(
  stated: JsonRecord,
  source: Source | undefined,
): LocalitySetting | undefined {
  if (stated.enabled === false) return undefined;
  return {
    ...plain,
    distribute: records(stated.distribute).map(([entry]) => ({
      from: text(entry.from) ?? '',
      to: numbers(entry.to),
    })),
    failover: readFailover(stated),
    failoverPriority: texts(stated.failoverPriority),
    source,
  };
}

function zoneAware(
  stated: JsonRecord,
  source: Source,
): LocalitySetting | undefined {
  if (stated.enabled === false) return undefined;
  return {
    ...plain,
    zoneAware: true,
    forced: true,
    failover: readFailover(stated),
    failoverPriority: texts(stated.failoverPriority),
    source,
  };
}

const readFailover = ({ failover }: JsonRecord) =>
  records(failover).map(([entry]) => ({
    from: text(entry.from) ?? '',
    to: text(entry.to) ?? '',
  }));

function numbers(stated: unknown): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(record(stated)).flatMap(([key, value]) =>
      typeof value === 'number' ? [[key, value]] : [],
    ),
  );
}

const sameZone = [
  'topology.istio.io/network',
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
];
const sameNode = [
  ...sameZone,
  'topology.istio.io/subzone',
  'kubernetes.io/hostname',
];

/** A Service says it by a field, a ServiceEntry by annotation; what neither says, the namespace's annotation may. */
function distributionLabels(snapshot: Snapshot, service: ObjectRef) {
  const annotation = 'networking.istio.io/traffic-distribution';
  const namespace: ObjectRef = {
    group: '',
    kind: 'Namespace',
    name: service.namespace ?? '',
  };
  const object = snapshot.get(service);
  const candidates: readonly [unknown, Source][] = [
    [
      record(object?.spec).trafficDistribution,
      { object: service, path: 'spec.trafficDistribution' },
    ],
    ...[
      [service, object] as const,
      [namespace, snapshot.get(namespace)] as const,
    ].map(([ref, stating]): [unknown, Source] => [
      stating?.metadata.annotations?.[annotation],
      { object: ref, path: 'metadata.annotations' },
    ]),
  ];
  for (const [stated, source] of candidates) {
    switch (String(stated ?? '').toLowerCase()) {
      case 'preferclose':
      case 'prefersamezone':
        return { labels: sameZone, source };
      case 'prefersamenode':
        return { labels: sameNode, source };
      case 'any':
        return undefined;
      default:
    }
  }
  return undefined;
}
