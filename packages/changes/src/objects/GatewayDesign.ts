import { KubernetesObject, PRODUCT_LABEL } from '@product-gateways/mesh';

/** The label that one gateway's pods alone carry: a Gateway's selector looks for pods in all namespaces. */
export const GATEWAY_LABEL = 'product-gateways.io/gateway';

/** What the objects of a product's gateway are made from. */
export interface GatewayDesign {
  /** Of all its objects, and the value of {@link GATEWAY_LABEL}. */
  name: string;
  namespace: string;
  /** The value of {@link PRODUCT_LABEL}. */
  product: string;
  /** The revision of istiod that injects its proxy; absent: the default one. */
  revision?: string;
  ports: readonly ServicePort[];
  servers: readonly Server[];
}

export interface ServicePort {
  name?: string;
  port: number;
  targetPort: number;
  protocol?: string;
}

/** A server of an Istio Gateway, as the API has it. */
export interface Server {
  port: { number: number; name: string; protocol: string };
  hosts: readonly string[];
  tls?: Readonly<Record<string, unknown>>;
}

export function metadataOf(
  design: GatewayDesign,
): KubernetesObject['metadata'] {
  const { name, namespace, product } = design;
  return {
    name,
    namespace,
    labels: {
      app: name,
      [PRODUCT_LABEL]: product,
      ...selectorOf(design),
    },
  };
}

export function selectorOf({ name }: GatewayDesign) {
  return { [GATEWAY_LABEL]: name };
}
