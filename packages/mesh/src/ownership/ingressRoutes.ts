import { ObjectRef, specOf } from '../resources';
import { Snapshot } from '../snapshot';
import { HostRoute } from './HostRoute';

interface IngressSpec {
  defaultBackend?: IngressBackend;
  rules?: { host?: string; http?: { paths: { backend: IngressBackend }[] } }[];
}

interface IngressBackend {
  service?: { name: string };
}

export function ingressRoutes(snapshot: Snapshot): HostRoute[] {
  return snapshot.list('networking.k8s.io', 'Ingress').map(object => {
    const { defaultBackend, rules = [] } = specOf<IngressSpec>(object);
    const { namespace } = object.metadata;
    const backends = rules
      .flatMap(({ http }) => http?.paths ?? [])
      .map(({ backend }) => backend);
    return {
      object,
      hosts: rules.flatMap(({ host }, index) =>
        host ? { host, path: `spec.rules[${index}].host` } : [],
      ),
      leadsTo: [...backends, defaultBackend].flatMap((backend): ObjectRef[] =>
        backend?.service
          ? [
              {
                group: '',
                kind: 'Service',
                namespace,
                name: backend.service.name,
              },
            ]
          : [],
      ),
    };
  });
}
