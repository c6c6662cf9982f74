import { compareContracts, Region, Snapshot } from '@product-gateways/mesh';
import { ServicePart, SplitService } from '../Intent';

/**
 * For tests: what is wrong with a way from one configuration to the next, told apart from how it was planned. No request may be lost;
 * only requests of a part may change their Service; and the share of the new Services may not fall on the way.
 */
export function splitFaults(
  way: readonly Snapshot[],
  asked: SplitService,
): string[] {
  const { hosts, parts, service } = asked;
  const faults: string[] = [];
  const shares = new Map<string, number>();
  way.slice(1).forEach((after, index) => {
    const { contracts } = compareContracts(way[index], after, {
      hosts: [...hosts],
    });
    for (const { regions } of contracts)
      for (const region of regions) {
        const { verdict, sentence } = region;
        if (verdict === 'shadowed' || verdict === 'depends-on-creation-order')
          continue;
        const isExpected =
          verdict === 'service-changed' || verdict === 'weight-changed';
        if (!isExpected) faults.push(`${verdict}: ${sentence}`);
        else if (
          !isAmong(asked, region) ||
          !parts.some(part => takes(part, region))
        )
          faults.push(`undeclared: ${sentence}`);
        const key = JSON.stringify([
          region.witness.path,
          region.witness.method,
          region.witness.headers ?? {},
        ]);
        const share = shareOfOld(region, service.name);
        const isGuarded = Object.keys(region.witness.headers ?? {}).length > 0;
        if (!isGuarded && share > (shares.get(key) ?? 100))
          faults.push(`back: ${sentence}`);
        shares.set(key, share);
      }
  });
  return faults;
}

function isAmong(
  { service, parts }: SplitService,
  { before, after }: Region,
): boolean {
  const names = [service, ...parts.map(({ to }) => to)].map(({ name }) => name);
  return [...before.destinations, ...after.destinations].every(destination =>
    names.includes(destination.service?.name ?? ''),
  );
}

function takes(
  { path, method, header }: ServicePart,
  { witness }: Region,
): boolean {
  const [target] = witness.path.split('?');
  const isBelow =
    !path ||
    target === path.value ||
    (path.type === 'prefix' &&
      target.startsWith(`${path.value.replace(/\/$/, '')}/`));
  const has = Object.entries(witness.headers ?? {}).some(
    ([name, value]) =>
      name.toLowerCase() === header?.name.toLowerCase() &&
      value === header.value,
  );
  return isBelow && (!method || method === witness.method) && (!header || has);
}

function shareOfOld({ after }: Region, name: string): number {
  return after.destinations
    .filter(({ service }) => service?.name === name)
    .reduce((sum, { weight }) => sum + weight, 0);
}
