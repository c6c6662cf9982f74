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
}

export type Registry = ReadonlyMap<string, readonly MeshService[]>;

/** Everything that the mesh knows by host. */
export const registryOf: (snapshot: Snapshot) => Registry = memoisedBy(
  partsOf(serviceKinds),
  snapshot => {
    const registry = new Map<string, MeshService[]>();
    const found = [
      ...snapshot.list('', 'Service').map(meshServiceOf),
      ...snapshot
        .list('networking.istio.io', 'ServiceEntry')
        .flatMap(meshServicesOf),
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

/** `.` is the object's own namespace, `~` nobody; nothing said is everybody. */
export function exportsOf(
  stated: readonly string[],
  namespace: string,
): readonly string[] {
  if (stated.length === 0) return ['*'];
  return stated
    .filter(item => item !== '~')
    .map(item => (item === '.' ? namespace : item));
}

const meshServiceOf: (object: KubernetesObject) => MeshService = memoised(
  object => {
    const { name, namespace = '' } = object.metadata;
    const spec = specOf(object);
    const stated =
      object.metadata.annotations?.['networking.istio.io/exportTo'] ?? '';
    return {
      host: serviceHost(name, namespace),
      ref: refOf(object),
      namespace,
      labels: labels(object.metadata.labels),
      ports: portsOf(spec, 'port'),
      exportTo: exportsOf(
        stated
          .split(',')
          .map(item => item.trim())
          .filter(Boolean),
        namespace,
      ),
      aliasOf:
        spec.type === 'ExternalName' ? text(spec.externalName) : undefined,
      outsideMesh: spec.type === 'ExternalName',
    };
  },
);

const meshServicesOf: (object: KubernetesObject) => readonly MeshService[] =
  memoised(object => {
    const { namespace = '' } = object.metadata;
    const spec = specOf(object);
    const common = {
      ref: refOf(object),
      namespace,
      labels: labels(object.metadata.labels),
      ports: portsOf(spec, 'number'),
      exportTo: exportsOf(texts(spec.exportTo), namespace),
      outsideMesh: spec.location !== 'MESH_INTERNAL',
    };
    return texts(spec.hosts).map(host => ({ host, ...common }));
  });

function portsOf(spec: JsonRecord, numberField: string): MeshPort[] {
  return records(spec.ports).flatMap(([entry]) => {
    const port = integer(record(entry)[numberField]);
    return port === undefined
      ? []
      : [{ port, name: text(entry.name), udp: entry.protocol === 'UDP' }];
  });
}
