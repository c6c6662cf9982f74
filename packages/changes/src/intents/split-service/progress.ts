import { JsonRecord, refOf } from '@product-gateways/mesh';
import { Refusal } from '../../Refusal';
import { ManifestEdit } from '../../tree/fileEdits';
import { CannotNarrow, rulesIn, withRules } from './Dialect';
import { SplitRoute } from './routesOf';
import { blocksAt, leadsToOld, RuleBlock, rulesAt } from './ruleBlocks';
import { Conditions, nameOf, Split } from './Split';
import { SplitState } from './states';

/** How far git has come, and the rules that a next step replaces. */
export interface Progress {
  /** The index of the state in which git is. */
  at: number;
  routes: readonly (SplitRoute & { blocks: readonly RuleBlock[] })[];
}

/**
 * The state whose rules git holds, in all objects alike: where several would fit, the one that explains most of the rules. Undefined
 * where no rule leads to the old Service, nor did in a way that we know. Refused where somebody wrote something else: what we do not
 * know we do not write over.
 */
export function progressOf(
  routes: readonly SplitRoute[],
  states: readonly SplitState[],
  split: Split,
): Progress | undefined {
  const fitting = states
    .flatMap((state, at) => progressAt(routes, state, at) ?? [])
    .sort((a, b) => explained(b) - explained(a) || b.at - a.at);
  const [progress] = fitting;
  if (progress) {
    if (!progress.at)
      progress.routes.forEach(route => refuseLeftovers(route, split));
    return progress;
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

/** Whether any request of a rule that is split meets conditions as well. */
export function isAnyMet(
  { routes }: Progress,
  conditions: Conditions,
): boolean {
  return routes.some(route =>
    orRefused(route, () =>
      route.blocks.some(
        ({ original }) =>
          route.writing.dialect.narrowed(original, conditions).length > 0,
      ),
    ),
  );
}

function progressAt(
  routes: readonly SplitRoute[],
  state: SplitState,
  at: number,
): Progress | undefined {
  const found: Progress['routes'][number][] = [];
  for (const route of routes) {
    const { manifest, writing } = route;
    const rules = rulesIn(manifest.object, writing.dialect);
    const blocks = blocksAt(state, rules, writing);
    if (!blocks) return undefined;
    if (blocks.length) found.push({ ...route, blocks });
  }
  return found.length ? { at, routes: found } : undefined;
}

function explained({ routes }: Progress): number {
  return routes
    .flatMap(({ blocks }) => blocks)
    .reduce((sum, { start, end }) => sum + end - start, 0);
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
