import { NewProduct } from '../../Intent';
import { gatewayNameOf } from '../../names';
import { GatewayDesign } from '../../objects/GatewayDesign';
import { Platform } from '../../Platform';
import { STATUS_PORT, withOldestTls } from '../create-gateway/design';

/** A gateway that answers by TLS alone, and sends who comes without it there. */
export function designOf(
  { product, hosts }: NewProduct,
  namespace: string,
  revision: string | undefined,
  { gateways: defaults }: Platform,
): GatewayDesign {
  return {
    name: gatewayNameOf(product.name),
    namespace,
    product: product.name,
    revision: defaults.revision ?? revision,
    replicas: defaults.replicas,
    image: defaults.image,
    serviceAnnotations: defaults.serviceAnnotations,
    servers: [
      {
        port: { number: 80, name: 'http', protocol: 'HTTP' },
        hosts,
        tls: { httpsRedirect: true },
      },
      {
        port: { number: 443, name: 'https', protocol: 'HTTPS' },
        hosts,
        tls: { mode: 'SIMPLE', credentialName: `${product.name}-cert` },
      },
    ].map(server => withOldestTls(server, defaults)),
    // As Istio's chart `gateway` has them.
    ports: [
      { name: 'status-port', port: STATUS_PORT, targetPort: STATUS_PORT },
      { name: 'http2', port: 80, targetPort: 80 },
      { name: 'https', port: 443, targetPort: 443 },
    ],
  };
}
