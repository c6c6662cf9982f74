import {
  keyOf,
  KubernetesObject,
  ObjectRef,
  refOf,
} from '@product-gateways/mesh';
import { istioNetworking } from '../../istio';
import { ServingGateway } from '../create-gateway/servedToday';
import { destinationsOf } from './destinations';
import { listAt, recordAt } from './fields';
import { Site } from './Site';

/** The objects that routes are written in: delegates, and the roots that bring them in. */
export function routes({ listeners }: ServingGateway): ObjectRef[] {
  const refs = listeners.flatMap(({ virtualHosts, connections }) => [
    ...virtualHosts.flatMap(host =>
      host.routes.flatMap(route => [route.source.object, route.decidedBy]),
    ),
    ...connections.map(({ source }) => source.object),
  ]);
  return [...new Map(refs.map(ref => [keyOf(ref), ref])).values()];
}

/** The Certificates that make the Secrets of its listeners. Secrets themselves are never copied. */
export function certificates(
  { gateway: { namespace }, listeners }: ServingGateway,
  { intended }: Site,
): ObjectRef[] {
  const secrets = new Set(
    listeners.flatMap(({ tls }) => [
      `${namespace}/${tls?.credentialName}`,
      ...(tls?.certificates ?? []).map(ref => `${ref.namespace}/${ref.name}`),
    ]),
  );
  return intended
    .list('cert-manager.io', 'Certificate')
    .filter(({ metadata, spec }) =>
      secrets.has(`${metadata.namespace}/${recordAt(spec).secretName}`),
    )
    .map(refOf);
}

/** Those that the gateway sees: of its own namespace, and of its services'. */
export function destinationRules(
  own: ServingGateway,
  { intended }: Site,
): KubernetesObject[] {
  const services = destinationsOf(own).flatMap(({ service }) => service ?? []);
  return services.flatMap(({ name, namespace = '' }) => {
    const full = `${name}.${namespace}.svc.cluster.local`;
    return [...new Set([own.gateway.namespace, namespace])]
      .flatMap(where =>
        intended.inNamespace(istioNetworking, 'DestinationRule', where),
      )
      .filter(({ metadata, spec }) => {
        const { host } = recordAt(spec);
        return (
          host === full ||
          (host === name && metadata.namespace === namespace) ||
          host === `${name}.${namespace}`
        );
      });
  });
}

/** Gateway API asks the namespace of a service or a Secret whether others may lead to it. */
export function grants(
  own: ServingGateway,
  { intended }: Site,
): KubernetesObject[] {
  const targets = destinationsOf(own).map(({ service }) => service?.namespace);
  const askers = new Set(routes(own).map(({ namespace }) => namespace));
  return [...new Set(targets)]
    .flatMap(namespace =>
      intended.inNamespace(
        'gateway.networking.k8s.io',
        'ReferenceGrant',
        namespace ?? '',
      ),
    )
    .filter(({ spec }) =>
      listAt(recordAt(spec).from).some(from =>
        askers.has(Object(from).namespace),
      ),
    );
}
