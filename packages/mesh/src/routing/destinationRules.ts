import {
  JsonRecord,
  KubernetesObject,
  ObjectRef,
  refOf,
  Source,
} from '../resources';
import {
  memoised,
  memoisedBy,
  memoisedByNamespace,
  Snapshot,
} from '../snapshot';
import { aged, byAge } from './age';
import { Aged } from './declaration';
import {
  hasLabels,
  Labels,
  labels,
  record,
  records,
  specOf,
  text,
  texts,
} from './fields';
import { mostSpecific, qualify } from './hosts';
import { meshConfigOf } from './mesh-config/meshConfigOf';
import { exportsOf, isExported, MeshService } from './services';

/** Who sends requests, as far as it matters for which rules hold. */
export interface RuleClient {
  readonly namespace: string;
  /** Absent: rules with a workloadSelector do not take it. */
  readonly labels?: Labels;
}

/** What one or several DestinationRules of a host say together. */
export interface EffectiveRule {
  /** Those it is made of, the first to count. */
  readonly rules: readonly ObjectRef[];
  readonly trafficPolicy?: StatedPolicy;
  readonly subsets: ReadonlyMap<string, Subset>;
}

export interface Subset {
  readonly labels: Labels;
  readonly trafficPolicy?: StatedPolicy;
  readonly source: Source;
}

/** A `trafficPolicy`, and where it stands. */
export interface StatedPolicy {
  readonly policy: JsonRecord;
  readonly source: Source;
}

/**
 * The DestinationRule of a service for a client. istiod asks the client's namespace first, then the service's, then the root namespace,
 * and takes the rules of the most specific host there: rules of other namespaces never meet.
 */
export function destinationRuleOf(
  snapshot: Snapshot,
  service: Pick<MeshService, 'host' | 'namespace'>,
  client: RuleClient,
): EffectiveRule | undefined {
  const { rootNamespace, defaultDestinationRuleExportTo } =
    meshConfigOf(snapshot);
  const namespaces = rulesByNamespace(snapshot);
  const poolsIn = (namespace: string) =>
    poolsOf({
      rules: namespaces.get(namespace) ?? none,
      unstated: defaultDestinationRuleExportTo,
    });
  const own = poolsIn(client.namespace);
  const pools = [
    client.namespace === rootNamespace ? own.kept : own.own,
    poolsIn(service.namespace).exported,
    poolsIn(rootNamespace).exported,
  ];
  for (const pool of pools) {
    // A rule of the very host that is not exported still hides those of a wildcard.
    const closest = mostSpecific(pool, service.host) ?? [];
    const found = chosen(
      closest.filter(rule => isExported(rule, client.namespace)),
      client,
    );
    if (found.length > 0) return merged(found);
  }
  return undefined;
}

/** The names of a service's subsets, as workloads of a namespace see them. */
export function subsetsOf(
  snapshot: Snapshot,
  service: Pick<MeshService, 'host' | 'namespace'>,
  client: string,
): ReadonlySet<string> {
  const rule = destinationRuleOf(snapshot, service, { namespace: client });
  return new Set(rule?.subsets.keys());
}

interface StatedRule extends Aged {
  readonly object: ObjectRef;
  readonly host: string;
  readonly statedExportTo: readonly string[];
  readonly selector?: Labels;
  readonly trafficPolicy?: StatedPolicy;
  readonly subsets: readonly (readonly [name: string, subset: Subset])[];
}

interface ExportedRule extends StatedRule {
  /** A rule that selects workloads stays in its namespace. */
  readonly exportTo: readonly string[];
}

/** A rule that selects the client comes before one for everybody; of rules with other exports the last stands alone. */
function chosen(
  rules: readonly ExportedRule[],
  client: RuleClient,
): readonly StatedRule[] {
  const selecting = rules.filter(
    ({ selector, namespace }) =>
      selector &&
      client.labels &&
      namespace === client.namespace &&
      hasLabels(client.labels, selector),
  );
  if (selecting.length > 0) return selecting;
  const general = rules.filter(({ selector }) => !selector);
  const last = [...new Set(general.map(statedExports))].at(-1);
  return general.filter(rule => statedExports(rule) === last);
}

/** Rules meet only where they state the same, though nothing said may mean the same too. */
const statedExports = ({ statedExportTo }: StatedRule) =>
  [...new Set(statedExportTo)].sort().join(' ');

/** The older rule's traffic policy and subsets count; younger ones add what it lacks. */
function merged(rules: readonly StatedRule[]): EffectiveRule {
  const subsets = new Map<string, Subset>();
  for (const rule of rules)
    for (const [name, subset] of rule.subsets)
      if (!subsets.has(name)) subsets.set(name, subset);
  return {
    rules: rules.map(({ object }) => object),
    trafficPolicy: rules.find(({ trafficPolicy }) => trafficPolicy)
      ?.trafficPolicy,
    subsets,
  };
}

type Pool = ReadonlyMap<string, readonly ExportedRule[]>;

interface Pools {
  /** For clients of the namespace itself. */
  readonly own: Pool;
  /** For them alone. */
  readonly kept: Pool;
  readonly exported: Pool;
}

const none: readonly StatedRule[] = [];

/** The rules of a namespace by host, the oldest first. */
const poolsOf = memoisedBy(
  ({ rules, unstated }: Stated) => [rules, unstated],
  ({ rules, unstated }): Pools => {
    const all = rules.map(rule => ({
      ...rule,
      exportTo: rule.selector
        ? [rule.namespace]
        : exportsOf(rule.statedExportTo, rule.namespace, unstated),
    }));
    const byHost = (pool: readonly ExportedRule[]) =>
      Map.groupBy(pool, ({ host }) => host);
    return {
      own: byHost(all.filter(rule => isExported(rule, rule.namespace))),
      kept: byHost(all.filter(isPrivate)),
      exported: byHost(all.filter(rule => !isPrivate(rule))),
    };
  },
);

interface Stated {
  readonly rules: readonly StatedRule[];
  readonly unstated: readonly string[];
}

const isPrivate = ({ exportTo, namespace }: ExportedRule) =>
  exportTo.length === 1 && exportTo[0] === namespace;

const group = 'networking.istio.io';
const kind = 'DestinationRule';

const rulesByNamespace = memoisedByNamespace(
  [[group, kind]],
  (snapshot, namespace) =>
    snapshot
      .inNamespace(group, kind, namespace)
      .flatMap(object => readRule(object) ?? [])
      .sort(byAge),
);

const readRule: (object: KubernetesObject) => StatedRule | undefined = memoised(
  object => {
    const spec = specOf(object);
    const host = text(spec.host);
    if (host === undefined) return undefined;
    const age = aged(object);
    const selector = labels(record(spec.workloadSelector).matchLabels);
    return {
      ...age,
      object: refOf(object),
      host: qualify(host, age.namespace),
      statedExportTo: texts(spec.exportTo),
      selector: Object.keys(selector).length > 0 ? selector : undefined,
      trafficPolicy: policyOf(object, spec, 'spec'),
      subsets: records(spec.subsets).flatMap(([subset, index]) => {
        const name = text(subset.name);
        return name === undefined
          ? []
          : [[name, readSubset(object, subset, `spec.subsets[${index}]`)]];
      }),
    };
  },
);

const readSubset = (
  object: KubernetesObject,
  subset: JsonRecord,
  path: string,
): Subset => ({
  labels: labels(subset.labels),
  trafficPolicy: policyOf(object, subset, path),
  source: { object: refOf(object), path },
});

function policyOf(
  object: KubernetesObject,
  { trafficPolicy }: JsonRecord,
  path: string,
): StatedPolicy | undefined {
  const policy = record(trafficPolicy);
  if (Object.keys(policy).length === 0) return undefined;
  const source = { object: refOf(object), path: `${path}.trafficPolicy` };
  return { policy, source };
}
