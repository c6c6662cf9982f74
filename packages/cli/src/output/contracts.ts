import {
  ContractComparison,
  HostContract,
  Region,
  Undecidable,
} from '@product-gateways/mesh';
import { Format } from '../input/args';
import { Change } from '../input/failOn';
import { Judgement, words } from '../input/judge';
import { Sides } from '../input/sides';
import { Io } from '../io';
import { decisivePart } from './decisivePart';
import { code, markdownTable, yamlBlock } from './markdown';
import { printable } from './printable';
import { indented, Quote, quoteOf, quoteText } from './quote';
import { remarksOn } from './report';
import { requestText } from './words';

/** The contracts of one cluster. */
export interface Compared {
  readonly cluster: string;
  readonly comparison: ContractComparison;
}

interface Findings {
  readonly compared: readonly Compared[];
  readonly sides: Sides;
  readonly judgement: Judgement;
  readonly failOn: readonly Change[];
}

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

function textOf(findings: Findings, io: Io): string {
  const { compared, sides, judgement } = findings;
  const hosts = compared.flatMap(({ cluster, comparison }) =>
    comparison.contracts
      .filter(isNews)
      .map(contract => hostText(contract, cluster, findings, io)),
  );
  const colour = (['green', 'red', 'yellow'] as const)[judgement.status];
  return [
    ...hosts,
    ...remarksOnBoth(sides).map(remark => `${printable(remark)}\n`),
    `${io.style(colour, judgement.sentence)}\n`,
  ].join('\n');
}

const isNews = ({ regions, undecidable }: HostContract) =>
  regions.length + undecidable.length > 0;

function hostText(
  contract: HostContract,
  cluster: string,
  { sides, failOn }: Findings,
  io: Io,
): string {
  const where = `${hostName(contract, cluster, sides)}, at ${gatewayName(
    contract,
  )}`;
  return [
    `${io.style('bold', printable(where))}\n`,
    ...contract.regions.map(region =>
      regionText(region, cluster, { sides, failOn }, io),
    ),
    ...contract.undecidable.map(
      ({ sentence }) => `  ${io.style('yellow', '?')} ${printable(sentence)}\n`,
    ),
  ].join('');
}

function regionText(
  region: Region,
  cluster: string,
  { sides, failOn }: Pick<Findings, 'sides' | 'failOn'>,
  io: Io,
): string {
  const { verdict, sentence, witness } = region;
  const mark = failOn.includes(verdict)
    ? io.style('red', '✗')
    : io.style('yellow', '!');
  const quotes = quotesOf(region, cluster, sides).map(
    ({ side, quote }) => `${side} ${quoteText(quote, io)}`,
  );
  return [
    `  ${mark} ${printable(sentence)}\n`,
    `      ${io.style(
      'dim',
      `for example ${printable(requestText(witness))}`,
    )}\n`,
    ...quotes.map(quote => indented(quote, '      ')),
  ].join('');
}

/** What decided before and what decides after. */
function quotesOf(
  region: Region,
  cluster: string,
  sides: Sides,
): { side: 'before' | 'after'; quote: Quote }[] {
  return (['before', 'after'] as const).flatMap(side => {
    const { source } = region[side];
    if (!source) return [];
    const part = decisivePart(region, source, sides[side], cluster);
    const quote = quoteOf(sides[side], cluster, part);
    return quote ? [{ side, quote }] : [];
  });
}

function hostName(
  { host, port, transport }: HostContract,
  cluster: string,
  { clusters }: Sides,
): string {
  const start = clusters.length === 1 ? '' : `${cluster}: `;
  return `${start}${host}, port ${port}, ${transports[transport]}`;
}

const transports: Readonly<Record<HostContract['transport'], string>> = {
  plaintext: 'plaintext',
  tls: 'TLS',
  'tls-without-sni': 'TLS without server name',
};

function gatewayName({ gateways: { before, after } }: HostContract): string {
  if (before === after) return before ?? 'no gateway';
  return `${before ?? 'no gateway'} before, ${after ?? 'no gateway'} after`;
}

function markdownOf({ compared, sides, judgement, failOn }: Findings): string {
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

const remarksOnBoth = ({ before, after }: Sides) => [
  ...new Set([...remarksOn(before), ...remarksOn(after)]),
];
