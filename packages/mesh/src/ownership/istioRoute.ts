import type { IGateway } from '@kubernetes-models/istio/networking.istio.io/v1/Gateway';
import type { IVirtualService } from '@kubernetes-models/istio/networking.istio.io/v1/VirtualService';
import { KubernetesObject, ObjectRef, specOf } from '../resources';
import { Snapshot } from '../snapshot';
import { HostRoute } from './HostRoute';

type VirtualServiceSpec = NonNullable<IVirtualService['spec']>;
type GatewaySpec = NonNullable<IGateway['spec']>;

const group = 'networking.istio.io';

/** Of a VirtualService, unless it is for the mesh alone. */
export function istioRoute(object: KubernetesObject): HostRoute | undefined {
  const { gateways = [], hosts = [] } = specOf<VirtualServiceSpec>(object);
  const named = gateways.filter(gateway => gateway !== 'mesh');
  if (named.length === 0) return undefined;
  const { namespace = '' } = object.metadata;
  return {
    object,
    hosts: hosts.map((host, index) => ({
      host: qualified(host, namespace),
      path: `spec.hosts[${index}]`,
    })),
    openHosts: snapshot =>
      named.flatMap(name => openHosts(snapshot, name, namespace)),
    leadsTo: () => leadsTo(object),
  };
}

/** What the servers of a Gateway are open for, without the namespaces that they ask VirtualServices to be in. */
function openHosts(snapshot: Snapshot, reference: string, namespace: string) {
  const [name, within = namespace] = reference.split('/').reverse();
  const gateway = snapshot.get({
    group,
    kind: 'Gateway',
    namespace: within,
    name,
  });
  const { servers = [] } = gateway ? specOf<GatewaySpec>(gateway) : {};
  return servers
    .flatMap(({ hosts }) => hosts)
    .map(host => host.slice(host.indexOf('/') + 1));
}

/** Services and delegates. A mirror is led no request that is answered. */
export function leadsTo(virtualService: KubernetesObject): ObjectRef[] {
  const spec = specOf<VirtualServiceSpec>(virtualService);
  const { namespace = '' } = virtualService.metadata;
  const { http = [], tls = [], tcp = [] } = spec;
  const destinations = [...http, ...tls, ...tcp]
    .flatMap(({ route = [] }) => route)
    .flatMap(({ destination }) => serviceOf(destination?.host, namespace));
  const delegates = http.flatMap(({ delegate }) =>
    delegate?.name
      ? {
          group,
          kind: 'VirtualService',
          namespace: delegate.namespace || namespace,
          name: delegate.name,
        }
      : [],
  );
  return [...destinations, ...delegates];
}

/** The Service that `name`, `name.namespace`, `name.namespace.svc` or the full name means; a host outside the mesh is none. */
function serviceOf(host: string | undefined, own: string): ObjectRef[] {
  const [, name, namespace = own] =
    /^([^.]+)(?:\.([^.]+)(?:\.svc(?:\.cluster\.local)?)?)?\.?$/.exec(
      host ?? '',
    ) ?? [];
  return name ? [{ group: '', kind: 'Service', namespace, name }] : [];
}

/** On a gateway a short host answers only the full name of a Service. */
function qualified(host: string, namespace: string): string {
  return host === '*' || host.includes('.')
    ? host
    : `${host}.${namespace}.svc.cluster.local`;
}
