import { KubernetesObject, ObjectRef, specOf } from '../resources';
import { HostRoute } from './HostRoute';

interface IngressSpec {
  defaultBackend?: IngressBackend;
  rules?: { host?: string; http?: { paths: { backend: IngressBackend }[] } }[];
}

interface IngressBackend {
  service?: { name: string };
}

export function ingressRoute(object: KubernetesObject): HostRoute {
  const { rules = [] } = specOf<IngressSpec>(object);
  return {
    object,
    hosts: rules.flatMap(({ host }, index) =>
      host ? { host, path: `spec.rules[${index}].host` } : [],
    ),
    // Its class is no object that says which hosts are open.
    openHosts: () => [],
    leadsTo: () => leadsTo(object),
  };
}

function leadsTo(ingress: KubernetesObject): ObjectRef[] {
  const { defaultBackend, rules = [] } = specOf<IngressSpec>(ingress);
  const { namespace } = ingress.metadata;
  const backends = rules
    .flatMap(({ http }) => http?.paths ?? [])
    .map(({ backend }) => backend);
  return [...backends, defaultBackend].flatMap(backend =>
    backend?.service
      ? { group: '', kind: 'Service', namespace, name: backend.service.name }
      : [],
  );
}
