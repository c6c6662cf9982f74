import { JsonRecord } from '../resources';
import { text } from './fields';

/** How a proxy treats a port of a service; `detected`: by what the client sends. */
export type PortProtocol = 'http' | 'tls' | 'tcp' | 'udp' | 'detected';

/**
 * A Service's port says its protocol by `appProtocol`, else by the beginning of its name.
 * See istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection.
 */
export function servicePortProtocol(
  entry: JsonRecord,
  port: number,
): PortProtocol {
  if (entry.protocol === 'UDP') return 'udp';
  const stated = (text(entry.appProtocol) ?? text(entry.name) ?? '')
    .toLowerCase()
    .replace(/^kubernetes\.io\//, '');
  const known = stated.startsWith('grpc-web')
    ? 'grpc-web'
    : stated.split('-')[0];
  const protocol = protocols.get(known);
  return protocol ?? (serverFirst.has(port) ? 'tcp' : 'detected');
}

/** A ServiceEntry's port says its protocol by a word. */
export const statedProtocol = ({ protocol }: JsonRecord): PortProtocol =>
  protocols.get((text(protocol) ?? '').toLowerCase()) ?? 'detected';

const protocols: ReadonlyMap<string, PortProtocol> = new Map([
  ['http', 'http'],
  ['http2', 'http'],
  ['http_proxy', 'http'],
  ['grpc', 'http'],
  ['grpc-web', 'http'],
  ['h2c', 'http'],
  ['ws', 'http'],
  ['https', 'tls'],
  ['tls', 'tls'],
  ['wss', 'tls'],
  ['tcp', 'tcp'],
  ['mongo', 'tcp'],
  ['mysql', 'tcp'],
  ['redis', 'tcp'],
  ['udp', 'udp'],
]);

/** SMTP, DNS, MySQL and MongoDB: there the server speaks first, so that nothing could be detected. */
const serverFirst: ReadonlySet<number> = new Set([25, 53, 3306, 27017]);
