import { isRecord, JsonRecord } from '../../resources';
import { EffectiveRule, StatedPolicy } from '../destinationRules';
import { integer, record, records } from '../fields';
import { Destination } from '../model';

/** The parts of a traffic policy that say which endpoints are tried, and where they are stated. */
export interface EndpointPolicy {
  readonly outlierDetection?: StatedPolicy;
  readonly loadBalancer?: StatedPolicy;
}

/**
 * The policy of a destination's port and subset: what is said of the port takes the place of all that is said beside it, what is said of
 * the subset comes first.
 */
export function endpointPolicy(
  rule: EffectiveRule | undefined,
  { port, subset }: Pick<Destination, 'port' | 'subset'>,
): EndpointPolicy {
  const general = ofPort(rule?.trafficPolicy, port);
  const special =
    subset === undefined
      ? undefined
      : ofPort(rule?.subsets.get(subset)?.trafficPolicy, port);
  const part = (name: string) => partOf(special, name) ?? partOf(general, name);
  return {
    outlierDetection: part('outlierDetection'),
    loadBalancer: part('loadBalancer'),
  };
}

function ofPort(
  stated: StatedPolicy | undefined,
  port: number,
): StatedPolicy | undefined {
  const found = records(stated?.policy.portLevelSettings).find(
    ([entry]) => integer(record(entry.port).number) === port,
  );
  return stated && found
    ? at(stated, found[0], `portLevelSettings[${found[1]}]`)
    : stated;
}

function partOf(
  stated: StatedPolicy | undefined,
  name: string,
): StatedPolicy | undefined {
  const part = stated?.policy[name];
  return stated && isRecord(part) ? at(stated, part, name) : undefined;
}

const at = (
  { source }: StatedPolicy,
  policy: JsonRecord,
  path: string,
): StatedPolicy => ({
  policy,
  source: { ...source, path: `${source.path}.${path}` },
});
