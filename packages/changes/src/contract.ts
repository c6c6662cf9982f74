import {
  compareContracts,
  ContractOptions,
  HostContract,
  Region,
  RegionAnswer,
  Snapshot,
} from '@product-gateways/mesh';
import { describeDestinations } from './answers';
import { CallerChange } from './ChangePlan';
import { Refusal } from './Refusal';

/** What callers notice of a wave, and what a reviewer should know of it. */
export interface CheckedContract {
  callers: CallerChange[];
  warnings: string[];
}

/** What a wave may change. */
export interface Allowed extends ContractOptions {
  /** Whether a change is what the intent asks for; nothing else may change. Absent: nothing may. */
  isDeclared?(region: Region): boolean;
}

/**
 * The last guard of every wave, whatever planned it: no request may be lost, and none may be answered otherwise than the intent says.
 * Refused otherwise, with a request that shows it.
 *
 * @param before - A cluster as git wants it
 * @param after - The same once the wave is merged
 */
export function checkedContract(
  before: Snapshot,
  after: Snapshot,
  { isDeclared = () => false, ...options }: Allowed,
): CheckedContract {
  const { contracts } = compareContracts(before, after, options);
  const all = contracts.flatMap(contract =>
    contract.regions.map(region => ({ contract, region })),
  );
  const wrong = all.find(
    ({ region }) =>
      region.verdict === 'lost' ||
      (changesAnswers(region) && !isDeclared(region)),
  );
  if (wrong) throw refusal(wrong.contract, wrong.region, before.cluster);

  return {
    callers: callersOf(contracts),
    warnings: warningsOf(contracts),
  };
}

/** What no request notices today is said, and no reason to refuse: routes that are never reached, answers that hang on ages. */
function changesAnswers({ verdict }: Region): boolean {
  return verdict !== 'shadowed' && verdict !== 'depends-on-creation-order';
}

function refusal(contract: HostContract, region: Region, cluster: string) {
  const { witness, sentence } = region;
  return new Refusal(
    'conflict',
    `In cluster ${cluster} this would change more than it may. ${sentence} For example ${
      witness.method
    } ${addressOf(contract)}${witness.path} is answered with ${textOf(
      region.before,
    )} today, and would be with ${textOf(
      region.after,
    )}. See which other route takes these requests first, and settle that before.`,
  );
}

/** A row for each kind of request that is answered otherwise, one for all that are not; gateways that do the same share a row. */
function callersOf(contracts: readonly HostContract[]): CallerChange[] {
  const rows = contracts.flatMap(contract => [
    ...contract.regions.filter(changesAnswers).map(region => ({
      request: `${addressOf(contract)} ${region.condition.text}`,
      before: textOf(region.before),
      after: textOf(region.after),
      same: false,
    })),
    ...(contract.same
      ? [
          {
            request: `${addressOf(contract)} ${
              contract.regions.some(changesAnswers)
                ? 'every other request'
                : 'every request'
            }`,
            before: 'as today',
            after: 'as today',
            same: true,
          },
        ]
      : []),
  ]);
  const distinct = new Map(rows.map(row => [JSON.stringify(row), row]));
  return [...distinct.values()];
}

function warningsOf(contracts: readonly HostContract[]): string[] {
  const sentences = contracts.flatMap(({ regions, undecidable }) => [
    ...regions
      .filter(region => !changesAnswers(region))
      .map(({ sentence }) => sentence),
    ...undecidable.map(({ sentence }) => sentence),
  ]);
  return [...new Set(sentences)];
}

function addressOf({ transport, host, port }: HostContract): string {
  const scheme = transport === 'plaintext' ? 'http' : 'https';
  const usual = transport === 'plaintext' ? 80 : 443;
  return `${scheme}://${host}${port === usual ? '' : `:${port}`}`;
}

function textOf({
  outcome,
  status,
  location,
  destinations,
}: RegionAnswer): string {
  switch (outcome) {
    case 'route':
    case 'tcp':
      return describeDestinations(destinations);
    case 'redirect':
      return `redirect ${status}${location ? ` to ${location}` : ''}`;
    case 'direct-response':
      return `answered with ${status}`;
    case 'no-route':
      return 'not found (404)';
    default:
      return 'no connection';
  }
}
