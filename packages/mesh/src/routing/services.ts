import { JsonRecord, KubernetesObject, ObjectRef, refOf } from '../resources';
import { memoised, memoisedBy, Snapshot } from '../snapshot';
import { aged, byAge } from './age';
import { integer, record, records, specOf, text, texts } from './fields';
import { serviceHost, serviceOfHost } from './hosts';
import { meshConfigOf } from './mesh-config/meshConfigOf';
import {
  PortProtocol,
  servicePortProtocol,
  statedProtocol,
} from './portProtocol';

/** A host that the mesh knows: a Service, or a host of a ServiceEntry. */
export interface MeshService {
  readonly host: string;
  readonly ref: ObjectRef;
  readonly namespace: string;
  readonly ports: readonly MeshPort[];
  /** Namespaces that may see it; `*`: all. */
  readonly exportTo: readonly string[];
  /** The host that an ExternalName Service stands for. */
  readonly aliasOf?: string;
  readonly outsideMesh: boolean;
  /** The cluster IP of a Service that has one. */
  readonly address?: string;
}

export interface MeshPort {
  readonly port: number;
  readonly name?: string;
  readonly udp: boolean;
  readonly protocol: PortProtocol;
}

/** Everything that the mesh knows by host. */
export type Registry = Pick<
  ReadonlyMap<string, readonly MeshService[]>,
  'get' | 'values'
>;

/** A Service is found by the name that its host is made of, so that only ServiceEntries need an index. */
export const registryOf: (snapshot: Snapshot) => Registry = memoised(
  snapshot => {
    const { service: read } = readersOf(snapshot);
    const entries = entriesByHost(snapshot);
    const serviceOf = (host: string) => {
      const ref = serviceOfHost(host);
      const object = ref && snapshot.get(ref);
      return object ? [read(object)] : [];
    };
    return {
      get: host => {
        const found = [...serviceOf(host), ...(entries.get(host) ?? [])];
        return found.length > 0 ? found : undefined;
      },
      values: () => {
        const services = snapshot.list('', 'Service').map(read);
        const all = [...services, ...[...entries.values()].flat()];
        return Map.groupBy(all, ({ host }) => host).values();
      },
    };
  },
);

/** The oldest first, as in istiod. */
const entriesByHost = memoisedBy(
  (snapshot: Snapshot) => [
    snapshot.byNamespace('networking.istio.io', 'ServiceEntry'),
    readersOf(snapshot),
  ],
  snapshot =>
    Map.groupBy(
      snapshot
        .list('networking.istio.io', 'ServiceEntry')
        .map(object => ({ ...aged(object), object }))
        .sort(byAge)
        .flatMap(({ object }) => readersOf(snapshot).serviceEntry(object)),
      ({ host }) => host,
    ),
);

/** What a namespace adds to the registry. */
export function servicesIn(
  snapshot: Snapshot,
  namespace: string,
): readonly MeshService[] {
  const { service, serviceEntry } = readersOf(snapshot);
  const objects = (group: string, kind: string) =>
    snapshot.inNamespace(group, kind, namespace);
  return [
    ...objects('', 'Service').map(service),
    ...objects('networking.istio.io', 'ServiceEntry').flatMap(serviceEntry),
  ];
}

/** The service of a host that workloads of `viewer` see, preferring one in the namespace `preferred`. */
export function visibleService(
  registry: Registry,
  host: string,
  viewer: string,
  preferred?: string,
): MeshService | undefined {
  const visible = (registry.get(host) ?? []).filter(service =>
    isExported(service, viewer),
  );
  return visible.find(service => service.namespace === preferred) ?? visible[0];
}

export function isExported(
  { exportTo }: { exportTo: readonly string[] },
  viewer: string,
): boolean {
  return exportTo.includes('*') || exportTo.includes(viewer);
}

/** `.` is the object's own namespace, `~` nobody; nothing said is what the mesh config says, by default everybody. */
export function exportsOf(
  stated: readonly string[],
  namespace: string,
  unstated: readonly string[],
): readonly string[] {
  return (stated.length > 0 ? stated : unstated)
    .filter(item => item !== '~')
    .map(item => (item === '.' ? namespace : item));
}

const readersOf = (snapshot: Snapshot) =>
  readersFor(meshConfigOf(snapshot).defaultServiceExportTo);

const readersFor = memoised((unstated: readonly string[]) => ({
  service: memoised((object: KubernetesObject) =>
    meshServiceOf(object, unstated),
  ),
  serviceEntry: memoised((object: KubernetesObject) =>
    meshServicesOf(object, unstated),
  ),
}));

function meshServiceOf(
  object: KubernetesObject,
  unstated: readonly string[],
): MeshService {
  const { name, namespace = '' } = object.metadata;
  const spec = specOf(object);
  const stated =
    object.metadata.annotations?.['networking.istio.io/exportTo'] ?? '';
  const exportTo = stated.split(',').map(item => item.trim());
  return {
    host: serviceHost(name, namespace),
    ref: refOf(object),
    namespace,
    ports: portsOf(spec, 'port', servicePortProtocol),
    exportTo: exportsOf(exportTo.filter(Boolean), namespace, unstated),
    aliasOf: spec.type === 'ExternalName' ? text(spec.externalName) : undefined,
    outsideMesh: spec.type === 'ExternalName',
    address:
      spec.clusterIP === 'None' ? undefined : text(spec.clusterIP) || undefined,
  };
}

function meshServicesOf(
  object: KubernetesObject,
  unstated: readonly string[],
): readonly MeshService[] {
  const { namespace = '' } = object.metadata;
  const spec = specOf(object);
  const common = {
    ref: refOf(object),
    namespace,
    ports: portsOf(spec, 'number', statedProtocol),
    exportTo: exportsOf(texts(spec.exportTo), namespace, unstated),
    outsideMesh: spec.location !== 'MESH_INTERNAL',
  };
  return texts(spec.hosts).map(host => ({ host, ...common }));
}

function portsOf(
  spec: JsonRecord,
  numberField: string,
  protocolOf: (entry: JsonRecord, port: number) => PortProtocol,
): MeshPort[] {
  return records(spec.ports).flatMap(([entry]) => {
    const port = integer(record(entry)[numberField]);
    if (port === undefined) return [];
    const protocol = protocolOf(entry, port);
    return [
      { port, name: text(entry.name), udp: entry.protocol === 'UDP', protocol },
    ];
  });
}
