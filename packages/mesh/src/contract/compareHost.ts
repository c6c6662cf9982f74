import { HostContract } from './ContractComparison';
import { Confrontation } from './confrontations';
import { differencesOf } from './differences';
import { regionOf, shadowedRegion } from './regions';
import { newlyShadowed } from './shadowed';
import { undecidableOf } from './undecidable';

type Compared = Pick<HostContract, 'same' | 'regions' | 'undecidable'>;

/** What became of the requests of one kind of connection. */
export function compareHost(confrontation: Confrontation): Compared {
  const { old, now, base } = confrontation;
  if (isSame(confrontation))
    return { same: old.length, regions: [], undecidable: [] };
  const differences = differencesOf(old, now, base);
  const answered = differences.found.filter(
    ({ before, after }) => before || after,
  );
  const regions = answered.flatMap(
    meeting => regionOf(meeting, confrontation) ?? [],
  );
  const undecidable = undecidableOf(differences, confrontation);
  // While some requests are unknown, one of them might reach what seems to be shadowed.
  const shadowed =
    undecidable.length > 0
      ? []
      : newlyShadowed(old, now, differences.reached).flatMap(
          entry => shadowedRegion(entry, confrontation) ?? [],
        );
  return {
    same: differences.untouched + answered.length - regions.length,
    regions: [...regions, ...shadowed],
    undecidable,
  };
}

const isSame = ({ old, now, base }: Confrontation) =>
  base.normalizations.length === 1 &&
  (old === now ||
    (old.length === now.length &&
      old.every(({ key }, index) => key === now[index].key)));
