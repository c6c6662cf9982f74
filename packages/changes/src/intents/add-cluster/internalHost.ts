import { isIP } from 'node:net';
import { Evidence } from '../../Planning';
import { Product } from '../../Product';
import { Refusal } from '../../Refusal';
import { refuseTakenHost } from '../create-gateway/hostClaims';
import { Site } from './Site';

/**
 * Refuses an internal host that callers mean something else by already: a Service of Kubernetes by any of its names, an address, or a host
 * of another product. All callers of the mesh would be led to this gateway instead.
 */
export function refuseOtherMeaning(
  host: string,
  product: Product,
  sites: readonly Site[],
  evidence: Evidence,
): void {
  if (meansService(host, sites))
    throw new Refusal(
      'invalid',
      `${host} is how callers name a Service in a cluster, so it cannot be an internal host. Choose a name of its own, such as ${product.name}.mesh.internal.`,
    );
  if (isIP(host))
    throw new Refusal(
      'invalid',
      `${host} is an address, so it cannot be an internal host. Choose a name, such as ${product.name}.mesh.internal.`,
    );
  refuseTakenHost(host, product, evidence);
}

/** @example meansService('kubernetes.default', sites) // true: the API server */
function meansService(host: string, sites: readonly Site[]): boolean {
  const [last, ...before] = host.split('.').reverse();
  const isNamespace = sites.some(
    ({ intended }) =>
      intended.get({ group: '', kind: 'Namespace', name: last }) !== undefined,
  );
  return (
    before.length === 0 ||
    (before.length === 1 && isNamespace) ||
    last === 'svc' ||
    /\.svc\.[a-z0-9.-]+$|\.cluster\.local$/.test(host)
  );
}
