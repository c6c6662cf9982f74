import { keyOf, Region, Source } from '@product-gateways/mesh';
import { Configuration } from '../configuration/Configuration';
import { valueAt } from '../configuration/valueAt';

/**
 * The part of a rule that a change is about. Where one rule takes the requests before and after, what it matches says nothing about it;
 * where another one does, that is what people look for.
 * @example `spec.http[0].timeout` rather than `spec.http[0].match[1]`
 */
export function decisivePart(
  { verdict, changes, before, after }: Region,
  source: Source,
  { manifestOf }: Configuration,
  cluster: string,
): Source {
  if (ruleOf(before.source) !== ruleOf(after.source)) return source;
  const fields =
    verdict === 'policy-changed'
      ? changes.flatMap(change => fieldsOf.get(change) ?? [change])
      : fieldsOf.get(verdict) ?? [];
  const object = manifestOf(cluster, source.object)?.object;
  const path = fields
    .map(field => `${rulePath(source)}.${field}`)
    .find(each => valueAt(object, each) !== undefined);
  return path === undefined ? source : { ...source, path };
}

function ruleOf(source: Source | undefined): string | undefined {
  return source && `${keyOf(source.object)} ${rulePath(source)}`;
}

const rulePath = ({ path }: Source) => path.replace(/\.match(es)?\[\d+\]$/, '');

/** As Istio's and as Gateway API's rules call it. */
const fieldsOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['service-changed', ['route', 'backendRefs', 'backend']],
  ['weight-changed', ['route', 'backendRefs']],
  ['timeout', ['timeout', 'timeouts']],
  ['retries', ['retries', 'retry']],
  ['cors', ['corsPolicy', 'filters']],
  ['mirrors', ['mirrors', 'mirror', 'filters']],
  ['redirect', ['redirect', 'filters']],
  ['rewrite', ['rewrite', 'filters']],
  ['headers', ['headers', 'filters']],
]);
