import { stringify } from 'yaml';
import { NewProduct } from '../Intent';

/**
 * A new product as the portal's catalog reads it: its System, and the Component that answers its first requests
 * (backstage.io/docs/features/software-catalog/descriptor-format).
 */
export function catalogEntities(intent: NewProduct): string {
  return [system(intent), component(intent)]
    .map(entity => stringify(entity, { lineWidth: 0, compat: 'yaml-1.1' }))
    .join('---\n');
}

function system({ product, owner, domain, description }: NewProduct) {
  const { name, title } = product;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: { name, title, ...(description ? { description } : {}) },
    spec: { owner, ...(domain ? { domain } : {}) },
  };
}

/** `experimental`: nothing of it runs yet. */
function component({ product, owner, service }: NewProduct) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: componentName(product.name, service.name) },
    spec: {
      type: 'service',
      lifecycle: 'experimental',
      owner,
      system: product.name,
    },
  };
}

/** Services of two namespaces may be called alike, Components of a catalog may not. */
function componentName(product: string, service: string): string {
  const isTold = service === product || service.startsWith(`${product}-`);
  return (isTold ? service : `${product}-${service}`).slice(0, 63);
}
