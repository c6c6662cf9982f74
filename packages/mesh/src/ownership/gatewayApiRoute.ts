import { KubernetesObject, ObjectRef, specOf } from '../resources';
import { Snapshot } from '../snapshot';
import { HostRoute, StatedHost } from './HostRoute';

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

/** Of an HTTPRoute, GRPCRoute or TLSRoute, unless it is for the mesh alone: there a Service is the parent. */
export function gatewayApiRoute(
  object: KubernetesObject,
): HostRoute | undefined {
  const { parentRefs = [] } = specOf<RouteSpec>(object);
  const gateways = parentRefs.filter(({ kind }) => kind !== 'Service');
  if (gateways.length === 0) return undefined;
  const { namespace } = object.metadata;
  return {
    object,
    hosts: hostsOf(object),
    openHosts: snapshot =>
      gateways.flatMap(parent => listenerHosts(snapshot, parent, namespace)),
    leadsTo: () => leadsTo(object),
  };
}

/** A route that names no host serves those of its listeners. */
function hostsOf(object: KubernetesObject): StatedHost[] {
  const { hostnames = [] } = specOf<RouteSpec>(object);
  return hostnames.length === 0
    ? [{ host: '*', path: 'spec.parentRefs' }]
    : hostnames.map((host, index) => ({
        host,
        path: `spec.hostnames[${index}]`,
      }));
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
