import { KubernetesObject, PRODUCT_LABEL } from '@product-gateways/mesh';
import { GatewayDesign } from './GatewayDesign';

/** A namespace of the product's, by default for its gateway alone. */
export function namespace(
  design: Pick<GatewayDesign, 'namespace' | 'product'>,
  labels: Readonly<Record<string, string>> = {},
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: design.namespace,
      labels: { [PRODUCT_LABEL]: design.product, ...labels },
    },
  };
}
