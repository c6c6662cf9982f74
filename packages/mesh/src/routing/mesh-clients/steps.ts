import { Request, Step } from '../probe';
import { SidecarConnection } from './connection';
import { MeshClient } from './MeshClient';
import { ClientScope } from './sidecar';
import { SidecarHost } from './virtualHosts';

/** What led to a sidecar's decision, told for people. */

export function clientSteps(
  { namespace, locality }: MeshClient,
  { sidecar }: ClientScope,
): Step[] {
  const place = locality ? ` in ${locality}` : '';
  const client: Step = {
    at: 'client',
    taken: true,
    text: `A client with a sidecar in namespace ${namespace}${place} sends the request`,
  };
  if (!sidecar) return [client];
  return [
    client,
    {
      at: 'client',
      taken: true,
      text: `Sidecar ${sidecar.namespace}/${sidecar.name} says what it sees`,
      source: { object: sidecar, path: 'spec.egress' },
    },
  ];
}

export function listenerStep(
  { port, tls }: Request,
  connection: SidecarConnection,
): Step {
  const at = 'listener';
  switch (connection.type) {
    case 'http':
      return {
        at,
        taken: true,
        text: connection.only
          ? `The sidecar finds HTTP on port ${port} of ${connection.only.host}`
          : `The sidecar reads HTTP on port ${port}`,
      };
    case 'tcp': {
      const { ref, host } = connection.service;
      return {
        at,
        taken: true,
        text: `The sidecar passes ${
          tls ? 'TLS' : 'the connection'
        } to ${host}:${port} on unread`,
        source: { object: ref, path: 'spec.ports' },
      };
    }
    case 'tls-error': {
      const { ref, host } = connection.service;
      return {
        at,
        taken: false,
        text: `The client speaks TLS, but port ${port} of ${host} is declared as HTTP`,
        source: { object: ref, path: 'spec.ports' },
      };
    }
    default:
      return {
        at,
        taken: false,
        text: `No service that the client sees takes this on port ${port}`,
      };
  }
}

export const tooLateSteps = ({ tooLate, virtualHost }: SidecarHost): Step[] =>
  tooLate.map(object => ({
    at: 'virtual-host',
    taken: false,
    text: `${object.kind} ${object.namespace}/${object.name} has ${virtualHost.host} too, but for sidecars the first VirtualService of a host is the only one`,
    source: { object, path: 'spec.hosts' },
  }));

export const unknownStep = (
  host: string,
  { outboundTrafficPolicy, sidecar }: ClientScope,
): Step => ({
  at: 'virtual-host',
  taken: outboundTrafficPolicy === 'ALLOW_ANY',
  text:
    outboundTrafficPolicy === 'ALLOW_ANY'
      ? `The mesh does not show ${host} to the client: ALLOW_ANY passes the request on to where it was sent`
      : `The mesh does not show ${host} to the client: REGISTRY_ONLY refuses it`,
  source: sidecar && { object: sidecar, path: 'spec.outboundTrafficPolicy' },
});
