import { isDeepStrictEqual } from 'node:util';
import { isTrue } from './conditions';
import { suffix } from './names';
import type {
  Endpoint,
  EndpointSlice,
  Pod,
  Service,
  ServicePort,
} from './objects';
import {
  isOwnedBy,
  ownerOf,
  sameNamespace,
  selects,
  type Controller,
  type Place,
  type World,
  type Write,
} from './World';

/** A Service with a selector gets one EndpointSlice with its Pods. */
export const endpoints: Controller = (world, place) =>
  world.services
    .filter(service => Object.keys(service.spec.selector ?? {}).length)
    .flatMap(service => keep(sliceOf(service, world, place), service, world));

function keep(wanted: EndpointSlice, service: Service, world: World): Write[] {
  const current = world.endpointSlices.find(
    slice =>
      isOwnedBy(slice, service) && slice.metadata.name === wanted.metadata.name,
  );
  if (!current) return [{ verb: 'create', object: wanted }];
  const same =
    isDeepStrictEqual(current.endpoints ?? [], wanted.endpoints) &&
    isDeepStrictEqual(current.ports ?? [], wanted.ports);
  const { endpoints: targets, ports } = wanted;
  return same
    ? []
    : [{ verb: 'replace', object: { ...current, endpoints: targets, ports } }];
}

function sliceOf(
  service: Service,
  world: World,
  { zone }: Place,
): EndpointSlice {
  const { name, namespace, uid } = service.metadata;
  const pods = world.pods
    .filter(
      pod =>
        sameNamespace(pod, service) &&
        selects(service.spec.selector, pod.metadata.labels) &&
        pod.status?.podIP,
    )
    // In an order of their own, whatever the order in which they were heard of.
    .sort((one, other) => one.metadata.name.localeCompare(other.metadata.name));
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${name}-${suffix(5, uid)}`,
      namespace,
      labels: {
        'kubernetes.io/service-name': name,
        'endpointslice.kubernetes.io/managed-by':
          'endpointslice-controller.k8s.io',
      },
      ownerReferences: ownerOf(service),
    },
    addressType: 'IPv4',
    endpoints: pods.map(pod => endpointOf(pod, zone)),
    ports: (service.spec.ports ?? []).flatMap(port => targetOf(port, pods)),
  };
}

function endpointOf(pod: Pod, zone: string): Endpoint {
  const ready = isTrue(pod.status?.conditions, 'Ready');
  const { name, namespace, uid } = pod.metadata;
  return {
    addresses: [pod.status?.podIP ?? ''],
    conditions: { ready, serving: ready, terminating: false },
    targetRef: { kind: 'Pod', name, namespace, uid },
    zone,
  };
}

/** A name is looked up among the Pods' containers; without Pods a named port is not known. */
function targetOf(
  { name = '', port, targetPort = port, protocol = 'TCP' }: ServicePort,
  pods: Pod[],
): EndpointSlice['ports'] & object {
  const number =
    typeof targetPort === 'number'
      ? targetPort
      : pods
          .flatMap(pod => pod.spec.containers)
          .flatMap(container => container.ports ?? [])
          .find(each => each.name === targetPort)?.containerPort;
  return number === undefined ? [] : [{ name, port: number, protocol }];
}
