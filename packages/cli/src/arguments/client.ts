import { Probe } from '@product-gateways/mesh';
import { Refusal } from '../io';

/**
 * A client inside the mesh, as an argument names it.
 * @example clientOf('orders') · clientOf('orders/app=checkout,version=v2')
 */
export function clientOf(stated: string | undefined): Probe['from'] {
  if (stated === undefined) return undefined;
  const [, namespace, labels = ''] = /^([^/]+)(?:\/(.+))?$/.exec(stated) ?? [];
  const pairs = labels ? labels.split(',').map(pair => pair.split('=')) : [];
  if (namespace === undefined || pairs.some(pair => pair.length !== 2))
    throw new Refusal(
      `--from ${stated} names no client. Write it as NAMESPACE, or NAMESPACE/LABEL=VALUE,LABEL=VALUE.`,
    );
  return { namespace, labels: Object.fromEntries(pairs) };
}
