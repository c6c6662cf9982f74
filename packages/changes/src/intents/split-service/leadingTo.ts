import { JsonRecord, KubernetesObject, Snapshot } from '@product-gateways/mesh';
import { istioNetworking } from '../../istio';
import { ServiceRef } from './Split';

const gatewayApi = 'gateway.networking.k8s.io';

/** Kinds of objects that can lead requests to a Service, or say how they are led. */
export const leadingKinds = [
  { group: istioNetworking, kind: 'VirtualService' },
  { group: istioNetworking, kind: 'DestinationRule' },
  { group: istioNetworking, kind: 'ServiceEntry' },
  { group: istioNetworking, kind: 'Sidecar' },
  { group: gatewayApi, kind: 'HTTPRoute' },
  { group: gatewayApi, kind: 'GRPCRoute' },
  { group: gatewayApi, kind: 'TLSRoute' },
  { group: gatewayApi, kind: 'TCPRoute' },
  { group: 'networking.k8s.io', kind: 'Ingress' },
] as const;

/** The objects of a cluster that name a Service. */
export function leadingTo(
  service: ServiceRef,
  snapshot: Snapshot,
): KubernetesObject[] {
  const host = `${service.name}.${service.namespace}.svc.cluster.local`;
  return leadingKinds.flatMap(({ group, kind }) =>
    snapshot
      .list(group, kind)
      .filter(object => hostsNamedBy(object).includes(host)),
  );
}

/** In full, whether or not the object may lead there. */
function hostsNamedBy({ kind, metadata, spec }: KubernetesObject): string[] {
  const { namespace = '' } = metadata;
  const full = (name: unknown, inNamespace: unknown = namespace) =>
    String(name).includes('.')
      ? String(name)
      : `${name}.${inNamespace}.svc.cluster.local`;
  const fields: JsonRecord = Object(spec);
  switch (kind) {
    case 'VirtualService':
      return [
        ...texts(fields.hosts).map(host => full(host)),
        ...recordsIn(spec)
          .filter(({ host }) => typeof host === 'string')
          .map(({ host }) => full(host)),
      ];
    case 'DestinationRule':
      return [full(fields.host)];
    case 'ServiceEntry':
      return [
        ...texts(fields.hosts),
        ...recordsIn(fields.endpoints).map(({ address }) => String(address)),
      ];
    case 'Sidecar':
      return recordsIn(fields.egress)
        .flatMap(({ hosts }) => texts(hosts))
        .map(host => host.slice(host.indexOf('/') + 1));
    case 'Ingress':
      return recordsIn(spec)
        .map(({ service }) => Object(service).name)
        .filter(Boolean)
        .map(name => full(name));
    default:
      return recordsIn(spec)
        .flatMap(({ backendRefs, backendRef }) => [
          ...(Array.isArray(backendRefs) ? backendRefs : []),
          backendRef,
        ])
        .filter(ref => (Object(ref).kind ?? 'Service') === 'Service')
        .filter(ref => Object(ref).name)
        .map(ref => full(Object(ref).name, Object(ref).namespace));
  }
}

/** A value's maps, and those inside it. */
function recordsIn(value: unknown): JsonRecord[] {
  if (Array.isArray(value)) return value.flatMap(recordsIn);
  if (typeof value !== 'object' || value === null) return [];
  const record: JsonRecord = { ...value };
  return [record, ...Object.values(record).flatMap(recordsIn)];
}

function texts(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter(item => typeof item === 'string')
    : [];
}
