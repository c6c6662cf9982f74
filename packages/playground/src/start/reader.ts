import type { PolicyRule } from '@product-gateways/sample-cluster';
import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { readerRoleFile } from '../paths';

/** Who the portal is in the sample clusters. */
export const reader = 'portal-reader';

/** Exactly what the role allows that an installation gives to the portal. */
export async function readerRules(): Promise<PolicyRule[]> {
  const role: { rules: PolicyRule[] } = parse(
    await readFile(readerRoleFile, 'utf8'),
  );
  return role.rules;
}

/**
 * The rules without one resource: `virtualservices`, or with its group `gateways.networking.istio.io`.
 * @throws when no rule allows it anyway
 */
export function without(
  rules: readonly PolicyRule[],
  resource: string,
): PolicyRule[] {
  const [plural, ...group] = resource.split('.');
  const concerns = ({ apiGroups = [] }: PolicyRule) =>
    !group.length || apiGroups.includes(group.join('.'));
  const left = rules.flatMap(rule => {
    if (!concerns(rule)) return rule;
    const resources = rule.resources?.filter(each => each !== plural);
    return resources?.length ? { ...rule, resources } : [];
  });
  if (isDeepStrictEqual(left, rules))
    throw new Error(
      `The portal does not read ${resource}. It reads: ${resourcesOf(
        rules,
      ).join(', ')}.`,
    );
  return left;
}

function resourcesOf(rules: readonly PolicyRule[]): string[] {
  return [...new Set(rules.flatMap(({ resources = [] }) => resources))].sort();
}
