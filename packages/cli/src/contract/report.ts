import { Format } from '../arguments/args';
import { Io } from '../io';
import { Findings, remarksOnBoth } from './Findings';
import { markdownOf } from './markdown';
import { textOf } from './text';

export function contractReport(
  findings: Findings,
  format: Format,
  io: Io,
): string {
  switch (format) {
    case 'json':
      return jsonOf(findings);
    case 'markdown':
      return markdownOf(findings);
    default:
      return textOf(findings, io);
  }
}

function jsonOf({ compared, sides, judgement, failOn }: Findings): string {
  const { status, sentence } = judgement;
  const answer = {
    answer: ['kept', 'broken', 'unknown'][status],
    sentence,
    failOn,
    remarks: remarksOnBoth(sides),
    clusters: compared.map(({ cluster, comparison }) => ({
      cluster,
      ...comparison,
    })),
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}
