import { isIP } from 'node:net';
import { KubernetesObject } from '@product-gateways/mesh';
import {
  CALLERS_PORT,
  FailoverDesign,
  failoverMetadata,
} from './FailoverDesign';

/**
 * Makes the copies one host. Cloud load balancers have names, which every proxy looks up itself; addresses are given as they are. No
 * endpoint has a network: istiod would put that network's east-west gateway in its place.
 */
export function serviceEntry(design: FailoverDesign): KubernetesObject {
  const { host, publicHost, endpoints, visible } = design;
  const isPublic = host === publicHost;
  const ports = [
    { number: CALLERS_PORT, name: 'http', protocol: 'HTTP' },
    // Those who begin TLS themselves.
    ...(isPublic ? [{ number: 443, name: 'tls', protocol: 'TLS' }] : []),
  ];
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata: failoverMetadata(design),
    spec: {
      hosts: [host],
      location: 'MESH_EXTERNAL',
      resolution: endpoints.every(({ address }) => isIP(address))
        ? 'STATIC'
        : 'DNS',
      ports,
      endpoints: endpoints.map(({ address, port, locality }) => ({
        address,
        locality,
        ports: Object.fromEntries(ports.map(({ name }) => [name, port])),
      })),
      exportTo: [visible ? '*' : '.'],
    },
  };
}
