import { conditionOf } from './condition';
import { Undecidable } from './ContractComparison';
import { Confrontation } from './confrontations';
import { Meetings } from './meetings';

/** What a comparison may have missed, and why. */
export function undecidableOf(
  { open, cut }: Meetings,
  { base: { hosts }, old, now }: Confrontation,
): Undecidable[] {
  const condition = conditionOf([], () => []);
  if (cut) {
    const sentence = `The ${old.length} and ${now.length} routes of ${hosts.host} have too many combinations of conditions to compare all of them`;
    return [{ sentence, condition, regexes: [] }];
  }
  if (open.length === 0) return [];
  const sentence = `Not every request to ${
    hosts.host
  } can be told apart: it depends on ${shortList(open)}`;
  return [{ sentence, condition, regexes: open }];
}

function shortList(names: readonly string[]): string {
  const more = names.length - 3;
  const shown = more > 1 ? [...names.slice(0, 3), `${more} more`] : names;
  return shown.join(' and ');
}
