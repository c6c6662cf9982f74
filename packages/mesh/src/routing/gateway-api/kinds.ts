import { ObjectRef } from '../../resources';
import { JsonRecord } from '../../resources';
import { text } from '../fields';

export const group = 'gateway.networking.k8s.io';

/** A reference as Gateway API writes it: what is absent is as in `defaults`. */
export function referenceOf(
  entry: JsonRecord,
  defaults: { group: string; kind: string; namespace: string },
): ObjectRef {
  return {
    group: text(entry.group) ?? defaults.group,
    kind: text(entry.kind) ?? defaults.kind,
    namespace: text(entry.namespace) || defaults.namespace,
    name: text(entry.name) ?? '',
  };
}
