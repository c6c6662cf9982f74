import { Region, Undecidable } from '@product-gateways/mesh';
import { code, markdownTable, yamlBlock } from '../output/markdown';
import { Quote } from '../output/quote';
import { requestText } from '../output/words';
import { Change } from './failOn';
import { Findings, hostName, quotesOf, remarksOnBoth } from './Findings';
import { words } from './judge';

/** For the description of a pull request, or a comment on it. */
export function markdownOf({
  compared,
  sides,
  judgement,
  failOn,
}: Findings): string {
  const found = compared.flatMap(({ cluster, comparison }) =>
    comparison.contracts.flatMap(contract => {
      const host = code(hostName(contract, cluster, sides));
      return [
        ...contract.regions.map(region => regionRow(region, host, failOn)),
        ...contract.undecidable.map(each => undecidableRow(each, host)),
      ];
    }),
  );
  const quotes = new Map(
    compared.flatMap(({ cluster, comparison }) =>
      comparison.contracts
        .flatMap(({ regions }) => regions)
        .flatMap(region => quotesOf(region, cluster, sides))
        .map(({ side, quote }) => [`${side}, ${code(quote.where)}`, quote]),
    ),
  );
  return [
    `**${judgement.sentence}**\n`,
    ...(found.length > 0
      ? [
          markdownTable(
            ['', 'Host', 'What becomes of its requests', 'For example'],
            found,
          ),
        ]
      : []),
    ...(quotes.size > 0 ? [decisive(quotes)] : []),
    ...remarksOnBoth(sides).map(remark => `- ${code(remark)}\n`),
  ].join('\n');
}

function regionRow(
  { verdict, sentence, witness }: Region,
  host: string,
  failOn: readonly Change[],
): string[] {
  const mark = failOn.includes(verdict) ? '❌' : 'ℹ️';
  return [
    `${mark} ${words[verdict]}`,
    host,
    code(sentence),
    code(requestText(witness)),
  ];
}

const undecidableRow = ({ sentence }: Undecidable, host: string) => [
  '❔ undecidable',
  host,
  code(sentence),
  '',
];

/** Folded, for a reviewer who wants to see them. */
function decisive(quotes: ReadonlyMap<string, Quote>): string {
  const blocks = [...quotes].map(
    ([title, { lines }]) => `${title}\n\n${yamlBlock(lines)}`,
  );
  return `<details><summary>What decides</summary>\n\n${blocks.join(
    '\n',
  )}\n</details>\n`;
}
