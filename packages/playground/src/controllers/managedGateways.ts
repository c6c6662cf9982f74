import { managedGateways, nameOf } from './gatewayApi';
import { gatewayStatus } from './gatewayStatus';
import { proxyImage } from './injection';
import type { Deployment, Gateway, Service, ServicePort } from './objects';
import {
  keyOf,
  ownerOf,
  type Controller,
  type World,
  type WorldObject,
  type Write,
} from './World';

/** A Gateway of class `istio` gets the Deployment, Service, ServiceAccount and status that istiod gives it (template kube-gateway.yaml). */
export const gateways: Controller = (world, { now }) =>
  managedGateways(world).flatMap(gateway => [
    ...missing(serviceAccountOf(gateway), world.serviceAccounts),
    ...missing(deploymentOf(gateway), world.deployments),
    ...keepPorts(serviceOf(gateway), world),
    ...gatewayStatus(gateway, world, now()),
  ]);

function serviceAccountOf(gateway: Gateway): WorldObject {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metaOf(gateway),
  };
}

function deploymentOf(gateway: Gateway): Deployment {
  const metadata = metaOf(gateway);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      replicas: 1,
      selector: { matchLabels: selectorOf(gateway) },
      template: {
        metadata: {
          labels: {
            ...metadata.labels,
            'service.istio.io/canonical-name': metadata.name,
            'service.istio.io/canonical-revision': 'latest',
            'sidecar.istio.io/inject': 'false',
          },
          annotations: { 'istio.io/rev': 'default' },
        },
        spec: {
          serviceAccountName: metadata.name,
          containers: [
            {
              name: 'istio-proxy',
              image: proxyImage,
              args: ['proxy', 'router'],
              ports: [
                { name: 'status-port', containerPort: 15021, protocol: 'TCP' },
                { name: 'metrics', containerPort: 15020, protocol: 'TCP' },
              ],
            },
          ],
        },
      },
    },
  };
}

function serviceOf(gateway: Gateway): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metaOf(gateway),
    spec: {
      type: 'LoadBalancer',
      selector: selectorOf(gateway),
      ports: portsOf(gateway),
    },
  };
}

/** One port for each number that a listener has. */
function portsOf({ spec }: Gateway): ServicePort[] {
  const byNumber = new Map(
    [...spec.listeners].reverse().map(({ name, port, protocol }) => [
      port,
      {
        name,
        port,
        targetPort: port,
        protocol: 'TCP',
        appProtocol: protocol.toLowerCase(),
      },
    ]),
  );
  const status = {
    name: 'status-port',
    port: 15021,
    targetPort: 15021,
    protocol: 'TCP',
    appProtocol: 'tcp',
  };
  return [status, ...[...byNumber.values()].sort((a, b) => a.port - b.port)];
}

/** A Service follows its Gateway's listeners. */
function keepPorts(wanted: Service, world: World): Write[] {
  const current = world.services.find(each => keyOf(each) === keyOf(wanted));
  if (!current) return [{ verb: 'create', object: wanted }];
  const numbers = ({ spec }: Service) =>
    (spec.ports ?? []).map(({ name, port }) => `${name}:${port}`).join();
  return numbers(current) === numbers(wanted)
    ? []
    : [
        {
          verb: 'patch',
          object: current,
          change: { spec: { ports: wanted.spec.ports } },
        },
      ];
}

function missing(
  object: WorldObject,
  existing: readonly WorldObject[],
): Write[] {
  return existing.some(each => keyOf(each) === keyOf(object))
    ? []
    : [{ verb: 'create', object }];
}

function metaOf(gateway: Gateway) {
  return {
    name: nameOf(gateway),
    namespace: gateway.metadata.namespace,
    labels: {
      ...selectorOf(gateway),
      'gateway.networking.k8s.io/gateway-class-name':
        gateway.spec.gatewayClassName,
      'gateway.istio.io/managed': 'istio.io-gateway-controller',
    },
    ownerReferences: ownerOf(gateway),
  };
}

function selectorOf({ metadata }: Gateway) {
  return { 'gateway.networking.k8s.io/gateway-name': metadata.name };
}
