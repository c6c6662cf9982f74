import { isDeepStrictEqual } from 'node:util';
import { JsonRecord } from '@product-gateways/mesh';
import { CannotNarrow, destinationsIn, Dialect } from './Dialect';
import {
  Conditions,
  Group,
  isSameService,
  isUnconditional,
  ServiceRef,
  Split,
  totalOf,
} from './Split';
import { SplitState } from './states';

/** Where rules are written, and which requests of theirs a split is about. */
export interface Writing {
  dialect: Dialect;
  /** The object's. */
  namespace: string;
  split: Split;
}

/** Rules of an object that belong together: one that leads to the old Service, and those that the split puts before it. */
export interface RuleBlock {
  start: number;
  end: number;
  /** The rule as it was before the split. */
  original: JsonRecord;
}

/** What stands in a rule's place in a state of the split. */
export function rulesAt(
  state: SplitState,
  original: JsonRecord,
  writing: Writing,
): JsonRecord[] {
  const { split, dialect } = writing;
  const { groups, guard, service } = split;
  const name = (index: number, suffix = '') =>
    `${service.name}-to-${groups[index].targets[0].service.name}-${
      index + 1
    }${suffix}`;
  const narrowed = (conditions: Conditions) =>
    dialect.narrowed(original, conditions);

  const guarded =
    state.guard && guard
      ? groups.flatMap((group, index) => {
          const { headers } = group.conditions;
          const conditions = {
            ...group.conditions,
            headers: [...headers, guard],
          };
          return narrowed(conditions).map(rule =>
            dialect.named(
              led(rule, group, sharesWithGuard(group), writing),
              name(index, '-guard'),
            ),
          );
        })
      : [];
  if (!state.share) return [...guarded, original];

  const own = groups.filter(({ conditions }) => !isUnconditional(conditions));
  const rest = groups.find(({ conditions }) => isUnconditional(conditions));
  return [
    ...guarded,
    ...own.flatMap(group =>
      narrowed(group.conditions).map(rule =>
        dialect.named(
          led(rule, group, sharesAt(state, group), writing),
          name(groups.indexOf(group)),
        ),
      ),
    ),
    rest ? led(original, rest, sharesAt(state, rest), writing) : original,
  ];
}

/** The blocks of an object's rules, if they are those of a state; undefined if they are not. */
export function blocksAt(
  state: SplitState,
  rules: readonly JsonRecord[],
  writing: Writing,
): RuleBlock[] | undefined {
  const blocks: RuleBlock[] = [];
  let end = rules.length;
  while (end > 0) {
    const block = blockEndingAt(end, state, rules, writing);
    if (block) blocks.unshift(block);
    else if (leadsToOld(rules[end - 1], writing)) return undefined;
    end = block ? block.start : end - 1;
  }
  return blocks;
}

/** Whether a rule leads to the Service that is split. */
export function leadsToOld(rule: JsonRecord, writing: Writing): boolean {
  const { dialect, split } = writing;
  return destinationsIn(rule, dialect).some(destination =>
    isOld(destination, writing, split.service),
  );
}

function blockEndingAt(
  end: number,
  state: SplitState,
  rules: readonly JsonRecord[],
  writing: Writing,
): RuleBlock | undefined {
  const original = originalOf(rules[end - 1], state, writing);
  if (!original) return undefined;
  const expected = expectedAt(state, original, writing);
  if (!expected) return undefined;
  const start = end - expected.length;
  return start >= 0 && isDeepStrictEqual(rules.slice(start, end), expected)
    ? { start, end, original }
    : undefined;
}

/** Undefined where no such rules could have been written. */
function expectedAt(
  state: SplitState,
  original: JsonRecord,
  writing: Writing,
): JsonRecord[] | undefined {
  try {
    return rulesAt(state, original, writing);
  } catch (error) {
    if (error instanceof CannotNarrow) return undefined;
    throw error;
  }
}

/** The rule before the split, from what the last rule of its block says in a state. */
function originalOf(
  rule: JsonRecord,
  state: SplitState,
  writing: Writing,
): JsonRecord | undefined {
  const { dialect, split, namespace } = writing;
  const destinations = destinationsIn(rule, dialect);
  const [first] = destinations;
  const old = destinations.find(destination =>
    isOld(destination, writing, split.service),
  );
  const rest = split.groups.find(({ conditions }) =>
    isUnconditional(conditions),
  );
  if (!state.share || !rest)
    return old && destinations.length === 1 ? rule : undefined;
  if (!first) return undefined;
  const likeOld =
    old ??
    dialect.destinationLike(
      first,
      { ...split.service, port: split.usualPort },
      namespace,
    );
  return { ...rule, [dialect.destinations]: [unweighted(likeOld)] };
}

/** A rule that leads a share of a group's requests to its targets, and what is left to the old Service. */
function led(
  rule: JsonRecord,
  { targets }: Group,
  { left, moved }: Shares,
  { dialect, namespace }: Writing,
): JsonRecord {
  const [old] = destinationsIn(rule, dialect);
  const destinations = [
    ...(left === undefined ? [] : [{ ...old, weight: left }]),
    ...targets.flatMap(({ service }, index) =>
      moved[index]
        ? [
            {
              ...dialect.destinationLike(old, service, namespace),
              weight: moved[index],
            },
          ]
        : [],
    ),
  ];
  return {
    ...rule,
    [dialect.destinations]:
      destinations.length === 1 ? destinations.map(unweighted) : destinations,
  };
}

/** Whole percents. `left`: what the old Service gets; absent: it is no destination any more. */
interface Shares {
  left?: number;
  moved: readonly number[];
}

function sharesAt({ share, clean }: SplitState, { targets }: Group): Shares {
  const moved = targets.map(({ weight }) => Math.round((weight * share) / 100));
  const left = 100 - moved.reduce((sum, each) => sum + each, 0);
  return left || !clean ? { left, moved } : { moved };
}

/** Who sends the guard's header meets the new Services alone, in the shares that they have among themselves. */
function sharesWithGuard(group: Group): Shares {
  const total = totalOf(group);
  let sum = 0;
  let given = 0;
  return {
    moved: group.targets.map(({ weight }) => {
      sum += weight;
      const upTo = Math.round((sum * 100) / total);
      const own = upTo - given;
      given = upTo;
      return own;
    }),
  };
}

function unweighted({ weight, ...rest }: JsonRecord): JsonRecord {
  return rest;
}

function isOld(
  destination: JsonRecord,
  { dialect, namespace }: Writing,
  { port, ...service }: ServiceRef,
): boolean {
  const named = dialect.serviceOf(destination, namespace);
  return (
    named !== undefined &&
    isSameService(named, service) &&
    (port === undefined || named.port === undefined || named.port === port)
  );
}
