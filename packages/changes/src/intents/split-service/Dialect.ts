import { JsonRecord, KubernetesObject } from '@product-gateways/mesh';
import { Conditions, ServiceRef } from './Split';

/** How a kind of object writes its rules: the same split, said in VirtualServices or in HTTPRoutes. */
export interface Dialect {
  group: string;
  kind: string;
  /** The field of the spec that lists the rules. */
  rules: 'http' | 'rules';
  /** The field of a rule that lists its destinations. */
  destinations: 'route' | 'backendRefs';
  /** Which Service a destination names; undefined where it names something else. */
  serviceOf(destination: JsonRecord, namespace: string): ServiceRef | undefined;
  /** A destination with all that another one says, but to another Service. Its port is known. */
  destinationLike(
    destination: JsonRecord,
    to: ServiceRef,
    namespace: string,
  ): JsonRecord;
  /**
   * Rules for those requests of a rule that also meet conditions, with all that it does to them; none where no request can meet both.
   * Throws a {@link CannotNarrow} where the rule's own conditions cannot be combined with others.
   */
  narrowed(rule: JsonRecord, conditions: Conditions): JsonRecord[];
  /** A rule under a name, where the kind has names for them. */
  named(rule: JsonRecord, name: string): JsonRecord;
}

/** The message continues a sentence that names the rule. */
export class CannotNarrow extends Error {
  name = 'CannotNarrow';
}

export function rulesIn(
  { spec }: KubernetesObject,
  dialect: Pick<Dialect, 'rules'>,
): readonly JsonRecord[] {
  const rules = Object(spec)[dialect.rules];
  return Array.isArray(rules) ? rules.map(rule => Object(rule)) : [];
}

export function destinationsIn(
  rule: JsonRecord,
  dialect: Pick<Dialect, 'destinations'>,
): readonly JsonRecord[] {
  const destinations = rule[dialect.destinations];
  return Array.isArray(destinations)
    ? destinations.map(destination => Object(destination))
    : [];
}

/** The same object with other rules. */
export function withRules(
  object: KubernetesObject,
  dialect: Pick<Dialect, 'rules'>,
  rules: readonly JsonRecord[],
): KubernetesObject {
  return {
    ...object,
    spec: { ...Object(object.spec), [dialect.rules]: rules },
  };
}
