import { Request } from '../routing';
import { answerOf } from './answers';
import { conditionOf } from './condition';
import { Region, RegionAnswer } from './ContractComparison';
import { Confrontation } from './confrontations';
import { Entry } from './entries';
import { exampleOf, takes } from './example';
import { Meeting } from './meetings';
import { requestOf } from './parts';
import { sentenceOf } from './sentences';
import { judge, Judgement } from './verdict';

/** What became of the requests that meet the same entries; undefined: nothing. */
export function regionOf(
  { before, after, tiedBefore, tiedAfter, values }: Meeting,
  confrontation: Confrontation,
): Region | undefined {
  const newTie = tiedAfter && !tiedBefore ? tiedAfter : undefined;
  if (before?.effectKey === after?.effectKey && !newTie) return undefined;
  const { base, old, now } = confrontation;
  const witness = requestOf(base, values);
  const answers = answersOf(witness, before, after, confrontation);
  const judgement = judge(before, after, {
    scheme: base.tls ? 'https' : 'http',
    before: answers.before.location,
    after: answers.after.location,
  });
  if (judgement.verdict === 'same' && !newTie) return undefined;
  const met = [before, after, newTie].flatMap(entry => entry ?? []);
  const condition = conditionOf(met, () => [
    ...earlierThan(before, old),
    ...earlierThan(after, now),
  ]);
  const dependent: Judgement = {
    verdict: 'depends-on-creation-order',
    changes: [],
  };
  return told(judgement.verdict === 'same' ? dependent : judgement, {
    condition,
    witness,
    ...answers,
    ties: newTie ? [newTie.source] : [],
  });
}

/** What a request finds that stands for an entry which none reaches; undefined: no request can stand for it. */
export function shadowedRegion(
  entry: Entry,
  confrontation: Confrontation,
): Region | undefined {
  const { old, now, base } = confrontation;
  const values = exampleOf(entry, base);
  if (!values) return undefined;
  const witness = requestOf(base, values);
  const taking = (entries: readonly Entry[]) =>
    entries.find(other => takes(other, values, base));
  return told(
    { verdict: 'shadowed', changes: [] },
    {
      condition: conditionOf([entry], () => []),
      witness,
      ...answersOf(witness, taking(old), taking(now), confrontation),
      ties: [],
    },
  );
}

function told(
  { verdict, changes }: Judgement,
  region: Omit<Region, 'verdict' | 'sentence' | 'changes'>,
): Region | undefined {
  if (verdict === 'same') return undefined;
  const { condition, before, after } = region;
  const sentence = sentenceOf({ verdict, changes }, condition, before, after);
  return { verdict, sentence, changes, ...region };
}

const earlierThan = (entry: Entry | undefined, entries: readonly Entry[]) =>
  entry ? entries.slice(0, entries.indexOf(entry)) : entries;

const answersOf = (
  witness: Request,
  before: Entry | undefined,
  after: Entry | undefined,
  sides: Confrontation,
): Readonly<Record<'before' | 'after', RegionAnswer>> => ({
  before: answerOf(sides.before, witness, before),
  after: answerOf(sides.after, witness, after),
});
