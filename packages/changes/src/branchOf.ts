import { createHash } from 'node:crypto';
import { Wave } from './ChangePlan';
import { Intent } from './Intent';

/**
 * The branch of an intent's wave: the same for the same product, kind, subject and wave, another for every other. It holds no slash,
 * because some readers of forges take a ref as one part of a path.
 * @example branchOf(intent, wave) // 'gateways-payments-create-gateway-1f0c2a9b'
 *
 * @public
 */
export function branchOf(intent: Intent, { id }: Pick<Wave, 'id'>): string {
  const { kind, product } = intent;
  const hash = createHash('sha256')
    .update(JSON.stringify([kind, product.entityRef, ...subjectOf(intent)]))
    .digest('hex');
  const name = product.name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const wave = id ? `-${id}` : '';
  return `gateways-${name}-${kind}-${hash.slice(0, 8)}${wave}`;
}

/** What an intent is about. How it shall be done is not part of it: asked again with other stages, it is the same intent. */
function subjectOf(intent: Intent): unknown[] {
  const { cluster, hosts } = intent;
  const subject = [cluster, ...[...hosts].sort()];
  switch (intent.kind) {
    case 'split-service': {
      const { namespace, name } = intent.service;
      return [...subject, namespace, name];
    }
    case 'add-cluster':
      return [...subject, intent.from];
    case 'new-product':
      // A product comes into being once; another team that wants the same name gets a pull request of its own.
      return [intent.owner];
    default:
      return subject;
  }
}
