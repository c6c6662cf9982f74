import { stringify } from 'yaml';
import { KubernetesObject } from '@product-gateways/mesh';

/**
 * An object as the text of a file. Strings that YAML 1.1, which kubectl and most agents read, would take for something else (`no`,
 * `0777`, `2026-01-01`) are quoted.
 */
export function toYaml(object: KubernetesObject): string {
  return stringify(object, {
    aliasDuplicateObjects: false,
    compat: 'yaml-1.1',
    lineWidth: 0,
  });
}
