import { answerOf } from './answers';
import { conditionOf } from './condition';
import {
  HostContract,
  Region,
  RegionAnswer,
  RegionCondition,
  Undecidable,
} from './ContractComparison';
import { Entry } from './entries';
import { Confrontation } from './confrontations';
import { exampleOf, takes } from './example';
import { Differences, differencesOf } from './differences';
import { Meeting, Meetings } from './meetings';
import { requestOf } from './parts';
import { sentenceOf } from './sentences';
import { newlyShadowed } from './shadowed';
import { Judgement, judge } from './verdict';
import { Request } from '../routing';

type Compared = Pick<HostContract, 'same' | 'regions' | 'undecidable'>;

export function compareHost(confrontation: Confrontation): Compared {
  const { old, now, base } = confrontation;
  if (isSame(confrontation))
    return { same: old.length, regions: [], undecidable: [] };
  const meetings = differencesOf(old, now, base);
  const regions: Region[] = [];
  const undecidable = undecidableOf(meetings, confrontation);
  let same = meetings.untouched;
  for (const meeting of meetings.found) {
    if (!meeting.before && !meeting.after) continue;
    const region = regionOf(meeting, confrontation);
    if (region) regions.push(region);
    else same += 1;
  }
  const complete = !meetings.cut && meetings.open.length === 0;
  return {
    same,
    regions: complete
      ? [...regions, ...shadowedRegions(meetings, confrontation)]
      : regions,
    undecidable,
  };
}

/** What the comparison may have missed, and why. */
function undecidableOf(
  { open, cut }: Meetings,
  { base, old, now }: Confrontation,
): Undecidable[] {
  const condition = conditionOf([], () => []);
  const { host } = base.hosts;
  if (cut)
    return [
      {
        sentence: `The ${old.length} and ${now.length} routes of ${host} have too many combinations of conditions to compare all of them`,
        condition,
        regexes: [],
      },
    ];
  if (open.length === 0) return [];
  return [
    {
      sentence: `Not every request to ${host} can be told apart: it depends on ${open.join(
        ' and ',
      )}`,
      condition,
      regexes: open,
    },
  ];
}

const isSame = ({ old, now, base }: Confrontation) =>
  base.normalizations.length === 1 &&
  (old === now ||
    (old.length === now.length &&
      old.every(({ key }, index) => key === now[index].key)));

function regionOf(
  { before, after, tiedBefore, tiedAfter, values }: Meeting,
  confrontation: Confrontation,
): Region | undefined {
  const newTie = tiedAfter && !tiedBefore ? tiedAfter : undefined;
  if (before?.effectKey === after?.effectKey && !newTie) return undefined;
  const { base, old, now } = confrontation;
  const witness = requestOf(base, values);
  const [was, is] = answersOf(witness, before, after, confrontation);
  const judgement = judge(before, after, {
    scheme: base.tls ? 'https' : 'http',
    before: was.location,
    after: is.location,
  });
  const met = [before, after, newTie].flatMap(entry => entry ?? []);
  const condition = conditionOf(met, () => [
    ...earlierThan(before, old),
    ...earlierThan(after, now),
  ]);
  if (judgement.verdict !== 'same')
    return told(judgement, condition, witness, was, is, newTie);
  return (
    newTie &&
    told(
      { verdict: 'depends-on-creation-order', changes: [] },
      condition,
      witness,
      was,
      is,
      newTie,
    )
  );
}

function told(
  { verdict, changes }: Judgement,
  condition: RegionCondition,
  witness: Request,
  before: RegionAnswer,
  after: RegionAnswer,
  tie?: Entry,
): Region | undefined {
  if (verdict === 'same') return undefined;
  return {
    verdict,
    sentence: sentenceOf({ verdict, changes }, condition, before, after),
    condition,
    witness,
    before,
    after,
    changes,
    ties: tie ? [tie.source] : [],
  };
}

const earlierThan = (entry: Entry | undefined, entries: readonly Entry[]) =>
  entry ? entries.slice(0, entries.indexOf(entry)) : entries;

function answersOf(
  witness: Request,
  before: Entry | undefined,
  after: Entry | undefined,
  sides: Confrontation,
): [RegionAnswer, RegionAnswer] {
  return [
    answerOf(sides.before, witness, before),
    answerOf(sides.after, witness, after),
  ];
}

function shadowedRegions(
  { reached }: Differences,
  confrontation: Confrontation,
): Region[] {
  const { old, now, base } = confrontation;
  return newlyShadowed(old, now, reached).flatMap(entry => {
    const values = exampleOf(entry, base);
    if (!values) return [];
    const witness = requestOf(base, values);
    const taking = (entries: readonly Entry[]) =>
      entries.find(other => takes(other, values, base));
    const [was, is] = answersOf(
      witness,
      taking(old),
      taking(now),
      confrontation,
    );
    const condition = conditionOf([entry], () => []);
    return (
      told({ verdict: 'shadowed', changes: [] }, condition, witness, was, is) ??
      []
    );
  });
}
