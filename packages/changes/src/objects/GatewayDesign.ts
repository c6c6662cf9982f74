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
  replicas: { min: number; max: number };
  /** The proxy's image; `auto` is for istiod to say. */
  image: string;
  serviceAnnotations: Readonly<Record<string, string>>;
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
  design: Pick<GatewayDesign, 'name' | 'namespace' | 'product'>,
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

export function selectorOf({ name }: Pick<GatewayDesign, 'name'>) {
  return { [GATEWAY_LABEL]: name };
}
