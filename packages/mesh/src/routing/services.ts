import { JsonRecord, KubernetesObject, ObjectRef, refOf } from '../resources';
import { memoised, memoisedBy, Snapshot } from '../snapshot';
import {
  integer,
  labels,
  Labels,
  record,
  records,
  specOf,
  text,
  texts,
} from './fields';
import { serviceHost } from './hosts';
import { partsOf, serviceKinds } from './inputs';
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
  readonly labels: Labels;
  readonly ports: readonly MeshPort[];
  /** Namespaces that may see it; `*`: all. */
  readonly exportTo: readonly string[];
  /** The host that an ExternalName Service stands for. */
  readonly aliasOf?: string;
  readonly outsideMesh: boolean;
}

export interface MeshPort {
  readonly port: number;
  readonly name?: string;
  readonly udp: boolean;
  readonly protocol: PortProtocol;
}

export type Registry = ReadonlyMap<string, readonly MeshService[]>;

/** Everything that the mesh knows by host. */
export const registryOf: (snapshot: Snapshot) => Registry = memoisedBy(
  snapshot => [
    ...partsOf(serviceKinds)(snapshot),
    meshConfigOf(snapshot).defaultServiceExportTo,
  ],
  snapshot => {
    const registry = new Map<string, MeshService[]>();
    const read = readersFor(meshConfigOf(snapshot).defaultServiceExportTo);
    const found = [
      ...snapshot.list('', 'Service').map(read.service),
      ...snapshot
        .list('networking.istio.io', 'ServiceEntry')
        .flatMap(read.serviceEntry),
    ];
    for (const service of found) {
      const others = registry.get(service.host);
      if (others) others.push(service);
      else registry.set(service.host, [service]);
    }
    return registry;
  },
);

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
    labels: labels(object.metadata.labels),
    ports: portsOf(spec, 'port', servicePortProtocol),
    exportTo: exportsOf(exportTo.filter(Boolean), namespace, unstated),
    aliasOf: spec.type === 'ExternalName' ? text(spec.externalName) : undefined,
    outsideMesh: spec.type === 'ExternalName',
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
    labels: labels(object.metadata.labels),
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
