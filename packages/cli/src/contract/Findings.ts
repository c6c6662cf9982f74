import {
  ContractComparison,
  HostContract,
  Region,
} from '@product-gateways/mesh';
import { Quote, quoteOf } from '../output/quote';
import { remarksOn } from '../output/report';
import { decisivePart } from './decisivePart';
import { Change } from './failOn';
import { Judgement } from './judge';
import { Sides } from './sides';

/** The contracts of one cluster. */
export interface Compared {
  readonly cluster: string;
  readonly comparison: ContractComparison;
}

/** What a comparison found, and what that means. */
export interface Findings {
  readonly compared: readonly Compared[];
  readonly sides: Sides;
  readonly judgement: Judgement;
  readonly failOn: readonly Change[];
}

/** What decided before and what decides after. */
export function quotesOf(
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

/** For people: in which cluster, on which port. */
export function hostName(
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

export function gatewayName({
  gateways: { before, after },
}: HostContract): string {
  if (before === after) return before ?? 'no gateway';
  return `${before ?? 'no gateway'} before, ${after ?? 'no gateway'} after`;
}

/** What neither side can be trusted for. */
export const remarksOnBoth = ({ before, after }: Sides) => [
  ...new Set([...remarksOn(before), ...remarksOn(after)]),
];
