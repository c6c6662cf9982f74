import { KubernetesObject, PRODUCT_LABEL } from '@product-gateways/mesh';

/** What callers need to reach the copies of a gateway in several clusters as one host. */
export interface FailoverDesign {
  /** By which callers in the mesh reach it; the name of the objects too. */
  host: string;
  /** What the gateways' certificates and routes know it by; the same as `host` where callers use it. */
  publicHost: string;
  namespace: string;
  product: string;
  /** Whether the gateways end TLS; then callers' proxies begin it. */
  tls: boolean;
  /** The file of CA certificates that callers' proxies check the gateways with; absent: the system's. */
  caCertificates?: string;
  endpoints: readonly GatewayEndpoint[];
  /** Whether all namespaces see it, or its own alone. */
  visible: boolean;
  /** The longest that a route of the gateways takes for a request, e.g. `15s`; absent: some do not say. */
  timeout?: string;
}

/** The way into the copy of one cluster. */
export interface GatewayEndpoint {
  cluster: string;
  /** An IP address, or a name that DNS knows. */
  address: string;
  port: number;
  locality: string;
}

/** Callers say http; TLS is between their proxies and the gateway. */
export const CALLERS_PORT = 80;

export function failoverMetadata({
  host,
  namespace,
  product,
}: FailoverDesign): KubernetesObject['metadata'] {
  return { name: host, namespace, labels: { [PRODUCT_LABEL]: product } };
}
