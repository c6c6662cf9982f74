/** What a split asks for, checked: which requests go where, and in which steps. */
export interface Split {
  /** The Service that answers today. */
  service: ServiceRef;
  /** The port by which a route leads there again, where none says it any more. */
  usualPort?: number;
  groups: readonly Group[];
  guard?: HeaderCondition;
  stages: readonly number[];
  retire: boolean;
}

export interface ServiceRef {
  namespace: string;
  name: string;
  /** Absent: any of its ports. */
  port?: number;
}

/** Requests that meet the same conditions, and who answers them in the end. */
export interface Group {
  conditions: Conditions;
  targets: readonly Target[];
}

export interface Target {
  service: ServiceRef;
  /** In percent of the group's requests; what is left stays with the old Service. */
  weight: number;
}

/** All must hold. */
export interface Conditions {
  path?: PathCondition;
  method?: string;
  headers: readonly HeaderCondition[];
}

/** A prefix is made of whole segments: `/cards` takes `/cards` and `/cards/1`, not `/cardsx`. */
export interface PathCondition {
  type: 'prefix' | 'exact';
  value: string;
}

export interface HeaderCondition {
  /** Lower case. */
  name: string;
  value: string;
}

export function isUnconditional({ path, method, headers }: Conditions) {
  return !path && !method && !headers.length;
}

export function isSameService(a: ServiceRef, b: ServiceRef): boolean {
  return a.namespace === b.namespace && a.name === b.name;
}

/** @example nameOf(service) // 'payments/credit-card' */
export function nameOf({ namespace, name }: ServiceRef): string {
  return `${namespace}/${name}`;
}

/** For people, e.g. `GET /cards… with header x-user: test`. */
export function describeConditions(conditions: Conditions): string {
  if (isUnconditional(conditions)) return 'every request';
  const { path, method, headers } = conditions;
  return [
    method,
    path && `${path.value}${path.type === 'prefix' ? '…' : ''}`,
    ...headers.map(({ name, value }) => `with header ${name}: ${value}`),
  ]
    .filter(Boolean)
    .join(' ');
}

/** How much of a group's requests moves in the end, in percent. */
export function totalOf({ targets }: Group): number {
  return targets.reduce((sum, { weight }) => sum + weight, 0);
}
