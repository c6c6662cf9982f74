import { createHash } from 'node:crypto';
import { Intent } from './Intent';

/**
 * The branch of an intent: the same for the same product, kind and subject, another for every other. It holds no slash, because some
 * readers of forges take a ref as one part of a path.
 * @example branchOf(intent) // 'gateways-payments-create-gateway-1f0c2a9b'
 *
 * @public
 */
export function branchOf({ kind, product, cluster, hosts }: Intent): string {
  const subject = [kind, product.entityRef, cluster, ...[...hosts].sort()];
  const hash = createHash('sha256')
    .update(JSON.stringify(subject))
    .digest('hex');
  const name = product.name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return `gateways-${name}-${kind}-${hash.slice(0, 8)}`;
}
