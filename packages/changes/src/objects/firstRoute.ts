import { KubernetesObject, PRODUCT_LABEL } from '@product-gateways/mesh';
import { GatewayDesign } from './GatewayDesign';

/** All requests for the gateway's hosts go to one Service of its namespace. */
export function firstRoute(
  { name, namespace, product, servers }: GatewayDesign,
  service: { name: string; port: number },
): KubernetesObject {
  const hosts = new Set(servers.flatMap(server => server.hosts));
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: {
      name: product,
      namespace,
      labels: { [PRODUCT_LABEL]: product },
    },
    spec: {
      hosts: [...hosts],
      gateways: [`${namespace}/${name}`],
      http: [
        {
          name: service.name,
          route: [
            {
              destination: {
                host: service.name,
                port: { number: service.port },
              },
            },
          ],
        },
      ],
    },
  };
}
