import { Verdict } from '@product-gateways/mesh';
import { Refusal } from '../io';
import { nearest } from '../arguments/nearest';

export type Change = Exclude<Verdict, 'same'>;

/**
 * Callers notice these. Not the others: what is newly reachable harms nobody who calls today, other shares are how a canary proceeds, and
 * of a shadowed route whoever it was meant for is counted by itself.
 */
export const usuallyBroken: readonly Change[] = [
  'lost',
  'service-changed',
  'policy-changed',
  'depends-on-creation-order',
];

const changes: readonly Change[] = [
  ...usuallyBroken,
  'newly-reachable',
  'weight-changed',
  'shadowed',
];

export function failOnOf(stated: string | undefined): readonly Change[] {
  if (stated === undefined) return usuallyBroken;
  return stated.split(',').map(word => {
    const found = changes.find(each => each === word.trim());
    if (found) return found;
    throw new Refusal(
      `--fail-on knows no verdict '${word}'.${nearest(word, changes)}`,
    );
  });
}
