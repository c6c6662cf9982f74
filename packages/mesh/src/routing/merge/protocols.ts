import { ListenerTls } from '../model';

/** What istiod makes of a server's protocol and TLS mode. */

interface Stated {
  readonly protocol: string;
  readonly tls?: ListenerTls;
}

const plainHttp: readonly string[] = [
  'HTTP',
  'HTTP2',
  'HTTP_PROXY',
  'GRPC',
  'GRPC-WEB',
];

export const isPlainHttp = ({ protocol }: Stated) =>
  plainHttp.includes(protocol);

export const isPassthrough = ({ tls }: Stated) =>
  tls?.mode === 'PASSTHROUGH' || tls?.mode === 'AUTO_PASSTHROUGH';

/** HTTPS whose TLS ends at the gateway. */
export const isHttps = (server: Stated) =>
  server.protocol === 'HTTPS' &&
  server.tls !== undefined &&
  !isPassthrough(server);

export const isHttp = (server: Stated) =>
  isPlainHttp(server) || isHttps(server);

/** Anything but HTTP may carry TLS; a plaintext HTTP server has TLS settings for its redirect alone. */
export const isTls = (server: Stated) =>
  server.tls !== undefined && !isPlainHttp(server);
