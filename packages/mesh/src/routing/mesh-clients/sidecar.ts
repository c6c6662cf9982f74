import { covers, hostsMeet } from '../../hostPatterns';
import { KubernetesObject, ObjectRef, refOf } from '../../resources';
import { Snapshot } from '../../snapshot';
import { aged, byAge } from '../age';
import {
  hasLabels,
  integer,
  labels,
  record,
  records,
  specOf,
  text,
  texts,
} from '../fields';
import { MeshClient } from './MeshClient';
import { MeshConfig } from '../mesh-config/MeshConfig';
import { meshConfigOf } from '../mesh-config/meshConfigOf';

/** What a client may see and reach, as the Sidecar says that holds for it. */
export interface ClientScope {
  /** Absent: no Sidecar holds for the client, so it sees everything that is exported to it. */
  readonly sidecar?: ObjectRef;
  readonly outboundTrafficPolicy: MeshConfig['outboundTrafficPolicy'];
  /** What the client sees behind a port; undefined: nothing listens there. */
  egress(port: number): Egress | undefined;
}

export interface Egress {
  /** Set where the Sidecar names the port: only services that have it are seen. */
  readonly port?: number;
  /** Whether a service or a VirtualService of that namespace, with that host, is seen. */
  imports(namespace: string, host: string): boolean;
  /** For VirtualServices a wildcard host is enough that has a host in common with what is seen. */
  meets(namespace: string, host: string): boolean;
}

/**
 * The Sidecar of a client: one of its namespace that selects it, else one of its namespace for everybody, else that of the root
 * namespace; the oldest of several.
 */
export function scopeOf(snapshot: Snapshot, client: MeshClient): ClientScope {
  const { rootNamespace, outboundTrafficPolicy } = meshConfigOf(snapshot);
  const inNamespace = (namespace: string) =>
    snapshot
      .inNamespace('networking.istio.io', 'Sidecar', namespace)
      .map(object => ({
        ...aged(object),
        object,
        selector: selectorOf(object),
      }))
      .sort(byAge);
  const own = inNamespace(client.namespace);
  const found =
    own.find(
      ({ selector }) => selector && hasLabels(client.labels, selector),
    ) ??
    own.find(({ selector }) => !selector) ??
    inNamespace(rootNamespace).find(({ selector }) => !selector);
  if (!found) return { outboundTrafficPolicy, egress: () => everything };
  const spec = specOf(found.object);
  const egress = records(spec.egress).map(([entry]) =>
    readEgress(entry, client.namespace),
  );
  return {
    sidecar: refOf(found.object),
    outboundTrafficPolicy: modeOf(
      spec.outboundTrafficPolicy,
      outboundTrafficPolicy,
    ),
    egress: port =>
      egress.length === 0
        ? everything
        : egress.find(entry => entry.port === undefined || entry.port === port),
  };
}

const everything: Egress = { imports: () => true, meets: () => true };

function selectorOf(object: KubernetesObject) {
  const { workloadSelector } = specOf(object);
  return workloadSelector === undefined
    ? undefined
    : labels(record(workloadSelector).labels);
}

/** A policy without mode means REGISTRY_ONLY, the first word of Istio's enumeration. */
function modeOf(
  stated: unknown,
  ofMesh: MeshConfig['outboundTrafficPolicy'],
): MeshConfig['outboundTrafficPolicy'] {
  if (stated === undefined) return ofMesh;
  return record(stated).mode === 'ALLOW_ANY' ? 'ALLOW_ANY' : 'REGISTRY_ONLY';
}

interface Import {
  readonly namespace: string;
  readonly host: string;
  readonly excluded: boolean;
}

function readEgress(
  entry: ReturnType<typeof record>,
  namespace: string,
): Egress {
  const imports = texts(entry.hosts).flatMap(host =>
    readImport(host, namespace),
  );
  const of = (wanted: string, excluded: boolean) =>
    imports.filter(
      each =>
        each.excluded === excluded &&
        (each.namespace === '*' || each.namespace === wanted),
    );
  const isExcluded = (wanted: string, host: string) =>
    of(wanted, true).some(each => covers(each.host, host));
  const { number, protocol } = record(entry.port);
  const proxies = text(protocol)?.toUpperCase() === 'HTTP_PROXY';
  return {
    port: proxies ? undefined : integer(number) || undefined,
    imports: (wanted, host) =>
      of(wanted, false).some(each => covers(each.host, host)) &&
      !isExcluded(wanted, host),
    meets: (wanted, host) =>
      of(wanted, false).some(each => hostsMeet(each.host, host)) &&
      !isExcluded(wanted, host),
  };
}

/** `ns/host`, `./host`, `*` before the slash, and with `~` before it what is left out. */
function readImport(stated: string, own: string): Import[] {
  const [owner, host, ...more] = stated.split('/');
  if (host === undefined || more.length > 0) return [];
  const excluded = owner.startsWith('~');
  const name = excluded ? owner.slice(1) || '*' : owner;
  // `~/*` imports nothing at all, which is what it excludes too.
  return [{ namespace: name === '.' ? own : name, host, excluded }];
}
