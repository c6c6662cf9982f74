import { KubernetesObject, ObjectRef } from '../../resources';
import { memoised, Snapshot } from '../../snapshot';
import { records, specOf, text } from '../fields';
import { group } from './kinds';

/** Whether a reference out of its namespace is granted by a ReferenceGrant of the namespace that it points into. */
export function isGranted(
  snapshot: Snapshot,
  from: ObjectRef,
  to: ObjectRef,
): boolean {
  if (from.namespace === to.namespace) return true;
  const granted = grantsOf(snapshot.list(group, 'ReferenceGrant'));
  const key = grantKey(from, to);
  return granted.has(`${key} *`) || granted.has(`${key} ${to.name}`);
}

const grantsOf = memoised((grants: readonly KubernetesObject[]) => {
  const granted = new Set<string>();
  for (const grant of grants) {
    const spec = specOf(grant);
    const { namespace = '' } = grant.metadata;
    for (const [from] of records(spec.from)) {
      for (const [to] of records(spec.to)) {
        const source = {
          group: text(from.group) ?? '',
          kind: text(from.kind) ?? '',
          namespace: text(from.namespace),
        };
        const target = {
          group: text(to.group) ?? '',
          kind: text(to.kind) ?? '',
          namespace,
        };
        granted.add(`${grantKey(source, target)} ${text(to.name) || '*'}`);
      }
    }
  }
  return granted;
});

type Place = Omit<ObjectRef, 'name'>;

const grantKey = (from: Place, to: Place) =>
  `${from.group}/${from.kind}/${from.namespace} ${to.group}/${to.kind}/${to.namespace}`;
