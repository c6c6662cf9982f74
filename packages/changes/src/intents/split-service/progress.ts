import { JsonRecord, refOf } from '@product-gateways/mesh';
import { Refusal } from '../../Refusal';
import { ManifestEdit } from '../../tree/fileEdits';
import { CannotNarrow, rulesIn, withRules } from './Dialect';
import { SplitRoute } from './routesOf';
import { blocksAt, leadsToOld, RuleBlock, rulesAt } from './ruleBlocks';
import { nameOf, Split } from './Split';
import { SplitState } from './states';

/** How far git has come, and the rules that a next step replaces. */
export interface Progress {
  /** The index of the state in which git is. */
  at: number;
  routes: readonly (SplitRoute & { blocks: readonly RuleBlock[] })[];
}

/**
 * The last state whose rules git holds, in all objects alike. Undefined where no rule leads to the old Service, nor did in a way that we
 * know. Refused where somebody wrote something else: what we do not know we do not write over.
 */
export function progressOf(
  routes: readonly SplitRoute[],
  states: readonly SplitState[],
  split: Split,
): Progress | undefined {
  for (let at = states.length - 1; at >= 0; at -= 1) {
    const fitting = routes.map(route => ({
      ...route,
      blocks: blocksOf(route, states[at]),
    }));
    const known = fitting.flatMap(({ blocks, ...route }) =>
      blocks ? [{ ...route, blocks }] : [],
    );
    const isAll = known.length === fitting.length;
    const found = known.filter(({ blocks }) => blocks.length);
    if (isAll && found.length) {
      if (at === 0) found.forEach(route => refuseLeftovers(route, split));
      return { at, routes: found };
    }
  }
  const strange = routes.flatMap(route => ruleThatLeads(route));
  if (!strange.length) return undefined;
  throw new Refusal(
    'conflict',
    `${strange[0]} leads to ${nameOf(
      split.service,
    )} in a way that no wave of this split would have written. Expected: one rule that leads there alone, or all rules of one wave unchanged (${states
      .map(({ id }) => id)
      .filter(Boolean)
      .join(
        ', ',
      )}). Undo what was changed by hand there, or let that rule lead to ${nameOf(
      split.service,
    )} alone, then try again.`,
  );
}

/** What makes git go from one state to another. */
export function editsTo(
  state: SplitState,
  { routes }: Progress,
): ManifestEdit[] {
  return routes.map(route => {
    const { manifest, writing, blocks } = route;
    const rules = rulesIn(manifest.object, writing.dialect);
    const next: JsonRecord[] = [];
    let end = 0;
    for (const block of blocks) {
      next.push(...rules.slice(end, block.start));
      next.push(
        ...orRefused(route, () => rulesAt(state, block.original, writing)),
      );
      end = block.end;
    }
    next.push(...rules.slice(end));
    return {
      manifest,
      object: withRules(manifest.object, writing.dialect, next),
    };
  });
}

function blocksOf(
  route: SplitRoute,
  state: SplitState,
): RuleBlock[] | undefined {
  const { manifest, writing } = route;
  const rules = rulesIn(manifest.object, writing.dialect);
  return orRefused(route, () => blocksAt(state, rules, writing));
}

/** Rules of ours without the others of their wave: somebody took some away. */
function refuseLeftovers(
  { manifest, writing }: SplitRoute,
  { service }: Split,
) {
  const prefix = `${service.name}-to-`;
  const index = rulesIn(manifest.object, writing.dialect).findIndex(
    ({ name }) => typeof name === 'string' && name.startsWith(prefix),
  );
  if (index < 0) return;
  throw new Refusal(
    'conflict',
    `${placeOf(
      { manifest, writing },
      index,
    )} is a rule of this split, but the rules around it do not look as any wave of it leaves them. Remove the rules whose name begins with ${prefix} there, or undo what was changed by hand, then try again.`,
  );
}

function ruleThatLeads(route: SplitRoute): string[] {
  const { manifest, writing } = route;
  const index = rulesIn(manifest.object, writing.dialect).findIndex(rule =>
    leadsToOld(rule, writing),
  );
  return index < 0 ? [] : [placeOf(route, index)];
}

function placeOf({ manifest, writing }: SplitRoute, index: number): string {
  const { kind, namespace, name } = refOf(manifest.object);
  return `spec.${writing.dialect.rules}[${index}] of ${kind} ${namespace}/${name} (${manifest.file})`;
}

function orRefused<T>({ manifest }: SplitRoute, narrow: () => T): T {
  try {
    return narrow();
  } catch (error) {
    if (!(error instanceof CannotNarrow)) throw error;
    const { kind, namespace, name } = refOf(manifest.object);
    throw new Refusal(
      'conflict',
      `A rule of ${kind} ${namespace}/${name} (${manifest.file}) ${error.message}.`,
    );
  }
}
