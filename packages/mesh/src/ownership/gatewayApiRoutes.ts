import { KubernetesObject, ObjectRef, specOf } from '../resources';
import { Snapshot } from '../snapshot';
import { HostRoute, StatedHost } from './HostRoute';
import { narrowed } from './hosts';

interface RouteSpec {
  hostnames?: string[];
  parentRefs?: ParentRef[];
  rules?: { backendRefs?: Reference[] }[];
}

interface Reference {
  group?: string;
  kind?: string;
  namespace?: string;
  name: string;
}

interface ParentRef extends Reference {
  sectionName?: string;
}

interface ListenersSpec {
  listeners: { name: string; hostname?: string }[];
}

const group = 'gateway.networking.k8s.io';

export function gatewayApiRoutes(snapshot: Snapshot): HostRoute[] {
  return ['HTTPRoute', 'GRPCRoute', 'TLSRoute']
    .flatMap(kind => snapshot.list(group, kind))
    .flatMap(object => {
      const { parentRefs = [] } = specOf<RouteSpec>(object);
      // A Service as parent is the mesh.
      const gateways = parentRefs.filter(({ kind }) => kind !== 'Service');
      if (gateways.length === 0) return [];
      const { namespace } = object.metadata;
      const open = () =>
        gateways.flatMap(parent => listenerHosts(snapshot, parent, namespace));
      return { object, hosts: hostsOf(object, open), leadsTo: leadsTo(object) };
    });
}

/** A route that names no host serves those of its listeners. */
function hostsOf(
  object: KubernetesObject,
  openHosts: () => string[],
): StatedHost[] {
  const { hostnames = [] } = specOf<RouteSpec>(object);
  if (hostnames.length === 0)
    return [...new Set(openHosts())].map(host => ({
      host,
      path: 'spec.parentRefs',
    }));
  return hostnames.flatMap((hostname, index) =>
    narrowed(hostname, openHosts).map(host => ({
      host,
      path: `spec.hostnames[${index}]`,
    })),
  );
}

function listenerHosts(
  snapshot: Snapshot,
  { kind = 'Gateway', name, namespace, sectionName }: ParentRef,
  own: string | undefined,
): string[] {
  const parent = snapshot.get({
    group,
    kind,
    namespace: namespace ?? own,
    name,
  });
  const { listeners = [] } = parent ? specOf<ListenersSpec>(parent) : {};
  return listeners
    .filter(listener => !sectionName || listener.name === sectionName)
    .map(({ hostname = '*' }) => hostname);
}

function leadsTo(route: KubernetesObject): ObjectRef[] {
  const { rules = [] } = specOf<RouteSpec>(route);
  return rules
    .flatMap(({ backendRefs = [] }) => backendRefs)
    .filter(({ group: of = '', kind = 'Service' }) => !of && kind === 'Service')
    .map(({ namespace = route.metadata.namespace, name }) => ({
      group: '',
      kind: 'Service',
      namespace,
      name,
    }));
}
