import { KubernetesObject } from '@product-gateways/mesh';
import { fullGatewayName } from '../../istio';
import { listAt, recordAt } from './fields';
import { Target } from './travelling';

/**
 * A VirtualService's spec, bound to the copied gateway alone: shared gateways there have not served these hosts, and the mesh's clients
 * are led there last.
 */
export function boundThere(
  { spec, metadata }: KubernetesObject,
  { own }: Target,
): Record<string, unknown> {
  const isOwn = (name: unknown) =>
    own.has(fullGatewayName(String(name), metadata.namespace));
  const stated = recordAt(spec);
  const sections = ['http', 'tls', 'tcp'].filter(name => name in stated);
  const rules = sections.map(name => [
    name,
    listAt(stated[name]).flatMap(rule => ruleThere(rule, isOwn)),
  ]);
  const gateways =
    'gateways' in stated
      ? { gateways: listAt(stated.gateways).filter(isOwn) }
      : {};
  return { ...stated, ...gateways, ...Object.fromEntries(rules) };
}

/** None where it is for other gateways alone. */
function ruleThere(rule: unknown, isOwn: (name: unknown) => boolean) {
  const stated = recordAt(rule);
  if (!('match' in stated)) return [rule];
  const matches = listAt(stated.match).flatMap(match => {
    const conditions = recordAt(match);
    if (!('gateways' in conditions)) return [match];
    const gateways = listAt(conditions.gateways).filter(isOwn);
    return gateways.length ? [{ ...conditions, gateways }] : [];
  });
  return matches.length ? [{ ...stated, match: matches }] : [];
}

/** A route's spec with the copied gateway as its only parent. */
export function parentsThere(
  { spec, metadata }: KubernetesObject,
  { own }: Target,
): Record<string, unknown> {
  const stated = recordAt(spec);
  const parentRefs = listAt(stated.parentRefs).filter(parent => {
    const { name, namespace = metadata.namespace } = recordAt(parent);
    return own.has(`${namespace}/${name}`);
  });
  return { ...stated, parentRefs };
}
