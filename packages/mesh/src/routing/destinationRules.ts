import { KubernetesObject } from '../resources';
import { memoised, Snapshot } from '../snapshot';
import { record, records, specOf, text, texts } from './fields';
import { mostSpecific, qualify } from './hosts';
import { exportsOf, isExported, MeshService } from './services';

/** Where istiod looks for configuration that holds for the whole mesh. */
export const rootNamespace = 'istio-system';

/**
 * The subsets of a service as workloads of `client` see them. istiod asks the client's namespace first, then the service's, then
 * the root namespace, and takes the rules of the most specific host there: rules of other namespaces never meet.
 */
export function subsetsOf(
  snapshot: Snapshot,
  service: MeshService,
  client: string,
): ReadonlySet<string> {
  const namespaces = rulesByNamespace(
    snapshot.list('networking.istio.io', 'DestinationRule'),
  );
  const own = (namespaces.get(client) ?? []).filter(
    client === rootNamespace ? isPrivate : () => true,
  );
  const exported = [service.namespace, rootNamespace].map(namespace =>
    (namespaces.get(namespace) ?? []).filter(rule => !isPrivate(rule)),
  );
  for (const rules of [own, ...exported]) {
    // A rule of the very host that is not exported still hides those of a wildcard.
    const closest = mostSpecific(byHost(rules), service.host) ?? [];
    const found = closest.filter(rule => isExported(rule, client));
    if (found.length > 0) return new Set(found.flatMap(rule => rule.subsets));
  }
  return new Set();
}

interface SubsetRule {
  readonly host: string;
  readonly namespace: string;
  readonly exportTo: readonly string[];
  readonly subsets: readonly string[];
}

const isPrivate = ({ exportTo, namespace }: SubsetRule) =>
  exportTo.length === 1 && exportTo[0] === namespace;

function byHost(
  rules: readonly SubsetRule[],
): ReadonlyMap<string, SubsetRule[]> {
  const hosts = new Map<string, SubsetRule[]>();
  for (const rule of rules)
    hosts.set(rule.host, [...(hosts.get(rule.host) ?? []), rule]);
  return hosts;
}

const rulesByNamespace = memoised((objects: readonly KubernetesObject[]) => {
  const namespaces = new Map<string, SubsetRule[]>();
  for (const object of objects) {
    const rule = subsetRuleOf(object);
    if (!rule) continue;
    const others = namespaces.get(rule.namespace);
    if (others) others.push(rule);
    else namespaces.set(rule.namespace, [rule]);
  }
  return namespaces;
});

function subsetRuleOf(object: KubernetesObject): SubsetRule | undefined {
  const { namespace = '' } = object.metadata;
  const spec = specOf(object);
  const host = text(spec.host);
  // A rule with a workloadSelector holds for the clients that it selects; a gateway is seldom one of them.
  if (
    host === undefined ||
    Object.keys(record(spec.workloadSelector)).length > 0
  )
    return undefined;
  return {
    host: qualify(host, namespace),
    namespace,
    exportTo: exportsOf(texts(spec.exportTo), namespace),
    subsets: records(spec.subsets).flatMap(
      ([subset]) => text(subset.name) ?? [],
    ),
  };
}
