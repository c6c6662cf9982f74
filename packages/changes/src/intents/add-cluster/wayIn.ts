import { covers, Listener } from '@product-gateways/mesh';
import { Refusal } from '../../Refusal';
import { ServingGateway } from '../create-gateway/servedToday';

/** How a client reaches a host on a gateway. */
export interface WayIn {
  port: number;
  tls: boolean;
}

/** By TLS where the gateway ends it for this host, else in plain text; refused where a caller's proxy cannot begin what is asked. */
export function wayIn(
  host: string,
  { gateway, listeners }: ServingGateway,
  cluster: string,
): WayIn {
  const where = `Gateway ${gateway.namespace}/${gateway.workload.name} in cluster ${cluster}`;
  const usable = listeners.filter(listener => answers(host, listener));
  const listener =
    usable.find(({ protocol }) => protocol === 'HTTPS') ?? usable.at(0);
  const port = listener?.servicePorts.at(0);
  if (!listener || port === undefined)
    throw new Refusal(
      'conflict',
      `${where} has no port on which it answers HTTP requests for ${host}: connections that it passes on unread cannot be tried again elsewhere. Let it end TLS first.`,
    );
  const mode = listener.tls?.mode;
  if (mode && mode !== 'SIMPLE' && mode !== 'OPTIONAL_MUTUAL')
    throw new Refusal(
      'conflict',
      `${where} asks for a client's certificate for ${host} (tls.mode ${mode}), which callers' proxies do not have for it. Open a server with mode SIMPLE for them first.`,
    );
  return { port, tls: listener.protocol === 'HTTPS' };
}

function answers(host: string, { protocol, virtualHosts }: Listener): boolean {
  if (protocol !== 'HTTP' && protocol !== 'HTTPS') return false;
  const found = virtualHosts.find(known => covers(known.host, host));
  return found !== undefined && !found.httpsRedirect && found.routes.length > 0;
}
