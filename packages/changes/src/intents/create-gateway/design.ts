import { isDeepStrictEqual } from 'node:util';
import { covers, Snapshot } from '@product-gateways/mesh';
import { CreateGateway } from '../../Intent';
import { GatewayServer, hostOf, isGateway, serversOf } from '../../istio';
import { gatewayNameOf } from '../../names';
import { GatewayDesign, ServicePort } from '../../objects/GatewayDesign';
import { GatewayDefaults, Platform } from '../../Platform';
import { Refusal } from '../../Refusal';
import { ServingGateway } from './servedToday';

/** The port on which load balancers ask whether a proxy is ready. */
export const STATUS_PORT = 15021;

/** Tells external-dns which names lead to a Service's address (kubernetes-sigs.github.io/external-dns, Annotations). */
const EXTERNAL_DNS = 'external-dns.alpha.kubernetes.io/hostname';

/** A gateway that offers the hosts as the shared one does, and nothing else. */
export function designOf(
  { product, hosts, externalDns }: CreateGateway,
  namespace: string,
  { gateway }: ServingGateway,
  snapshot: Snapshot,
  { gateways: defaults }: Platform,
): GatewayDesign {
  const servers = gateway.definedBy
    .filter(isGateway)
    .flatMap(ref => serversOf(snapshot.get(ref) ?? nothing))
    .flatMap(server => offering(hosts, server));
  const numbers = new Set(servers.map(({ port }) => port.number));
  const ports = gateway.services
    .flatMap(service => service.ports)
    .filter(({ port, targetPort }) =>
      [port, targetPort].some(
        each => each === STATUS_PORT || numbers.has(each),
      ),
    );
  return {
    name: gatewayNameOf(product.name),
    namespace,
    product: product.name,
    revision: defaults.revision ?? gateway.revision,
    replicas: defaults.replicas,
    image: defaults.image,
    serviceAnnotations: {
      ...defaults.serviceAnnotations,
      ...(externalDns ? { [EXTERNAL_DNS]: hosts.join(',') } : {}),
    },
    servers: merged(servers).map(server => withOldestTls(server, defaults)),
    ports: distinct(ports),
  };
}

/** A server that decrypts, and does not say which TLS is too old for it, takes the platform's word. */
export function withOldestTls(
  server: GatewayServer,
  { minProtocolVersion }: GatewayDefaults,
): GatewayServer {
  const { tls } = server;
  if (!minProtocolVersion || !tls?.credentialName || tls.minProtocolVersion)
    return server;
  return { ...server, tls: { ...tls, minProtocolVersion } };
}

const nothing = { apiVersion: '', kind: '', metadata: { name: '' } };

/** What a server offers of these hosts: none, or a server for them alone. */
function offering(
  hosts: readonly string[],
  { port, tls, hosts: offered }: GatewayServer,
): GatewayServer[] {
  const found = hosts.filter(host =>
    offered.some(pattern => covers(hostOf(pattern), host)),
  );
  if (!found.length) return [];
  if (tls?.serverCertificate || tls?.privateKey)
    throw new Refusal(
      'conflict',
      `The shared gateway reads the certificate of ${found.join(
        ', ',
      )} from a file of its own pods, which another gateway does not have. Put it into a Secret and name that by credentialName first.`,
    );
  const { number, name, protocol } = port;
  return [{ port: { number, name, protocol }, hosts: found, tls }];
}

/** Servers that differ in their hosts alone become one. */
function merged(servers: readonly GatewayServer[]): GatewayServer[] {
  const result: GatewayServer[] = [];
  for (const server of servers) {
    const same = result.findIndex(
      ({ port, tls }) =>
        isDeepStrictEqual(
          { ...port, name: '' },
          { ...server.port, name: '' },
        ) && isDeepStrictEqual(tls, server.tls),
    );
    if (same < 0) result.push(server);
    else {
      const hosts = new Set([...result[same].hosts, ...server.hosts]);
      result[same] = { ...result[same], hosts: [...hosts] };
    }
  }
  return result.map(named);
}

/** Names of ports are unique in a Gateway; those from several Gateways need not be. */
function named(
  { port, hosts, tls }: GatewayServer,
  index: number,
  servers: readonly GatewayServer[],
): GatewayServer {
  const before = servers.slice(0, index);
  const isTaken = before.some(server => server.port.name === port.name);
  const name = isTaken ? `${port.name}-${index + 1}` : port.name;
  return { port: { ...port, name }, hosts, ...(tls ? { tls } : {}) };
}

/** One for each port; a Service with several asks that each has a name. */
function distinct(ports: readonly ServicePort[]): ServicePort[] {
  return [...new Map(ports.map(port => [port.port, port])).values()].map(
    ({ name, port, targetPort }) => ({
      name: name ?? `port-${port}`,
      port,
      targetPort,
    }),
  );
}
