import { HostContract, Region } from '@product-gateways/mesh';
import { Io } from '../io';
import { printable } from '../output/printable';
import { indented, quoteText } from '../output/quote';
import { requestText } from '../output/words';
import {
  Findings,
  gatewayName,
  hostName,
  quotesOf,
  remarksOnBoth,
} from './Findings';

/** For people at a terminal. */
export function textOf(findings: Findings, io: Io): string {
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
