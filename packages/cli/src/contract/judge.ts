import { ContractComparison, Verdict } from '@product-gateways/mesh';
import { ExitStatus } from '../io';
import { Change } from './failOn';
import { Sides } from './sides';

/** What a comparison means for somebody who wants to merge. */
export interface Judgement {
  readonly status: ExitStatus;
  /** In one line. */
  readonly sentence: string;
}

/** What was not read, seen or decided could make a difference, so neither "kept" nor "broken" is said then. */
export function judge(
  comparisons: readonly ContractComparison[],
  { before, after }: Pick<Sides, 'before' | 'after'>,
  failOn: readonly Change[],
): Judgement {
  const contracts = comparisons.flatMap(each => each.contracts);
  const count = (verdict: Verdict) =>
    comparisons.reduce((sum, { counts }) => sum + counts[verdict], 0);
  const undecided = contracts.reduce(
    (sum, { undecidable }) => sum + undecidable.length,
    0,
  );
  const counts = [
    ...verdicts.map(verdict => [count(verdict), words[verdict]] as const),
    [undecided, 'undecidable'] as const,
  ].filter(([number]) => number > 0);
  const summary = counts
    .map(([number, word]) => `${number} ${word}`)
    .join(', ');

  if (contracts.length === 0)
    return { status: 2, sentence: 'Neither side serves any such host.' };
  const isUnsure = [before, after].some(
    ({ gaps, problems }) => gaps.length + problems.length > 0,
  );
  if (isUnsure)
    return {
      status: 2,
      sentence: `Could not tell, since not everything was read: ${summary}.`,
    };
  if (failOn.some(verdict => count(verdict) > 0))
    return { status: 1, sentence: `Broken: ${summary}.` };
  return undecided > 0
    ? { status: 2, sentence: `Could not tell: ${summary}.` }
    : { status: 0, sentence: `Kept: ${summary}.` };
}

export const words: Readonly<Record<Verdict, string>> = {
  lost: 'lost',
  'service-changed': 'service changed',
  'policy-changed': 'policy changed',
  'depends-on-creation-order': 'depends on creation order',
  'weight-changed': 'weight changed',
  'newly-reachable': 'newly reachable',
  shadowed: 'shadowed',
  same: 'as before',
};

const verdicts: readonly Verdict[] = [
  'lost',
  'service-changed',
  'policy-changed',
  'depends-on-creation-order',
  'weight-changed',
  'newly-reachable',
  'shadowed',
  'same',
];
