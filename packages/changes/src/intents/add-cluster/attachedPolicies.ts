import {
  GatewayWorkload,
  KubernetesObject,
  ObjectRef,
  refOf,
  Snapshot,
} from '@product-gateways/mesh';
import { listAt, recordAt } from './fields';

const security = 'security.istio.io';

/** The policies that name this gateway: by labels of its pods, or by its Gateway. */
export function attachedPolicies(
  gateway: GatewayWorkload,
  snapshot: Snapshot,
): ObjectRef[] {
  return policiesAround(gateway, snapshot)
    .filter(policy => names(policy, gateway))
    .map(refOf);
}

/** The policies of its namespace that name nobody, and so hold for it too. */
export function policiesForAll(
  gateway: GatewayWorkload,
  snapshot: Snapshot,
): ObjectRef[] {
  return policiesAround(gateway, snapshot)
    .filter(({ spec }) => {
      const { selector, targetRef, targetRefs } = recordAt(spec);
      return !selector && !targetRef && !targetRefs;
    })
    .map(refOf);
}

function policiesAround({ namespace }: GatewayWorkload, snapshot: Snapshot) {
  return ['RequestAuthentication', 'AuthorizationPolicy'].flatMap(kind =>
    snapshot.inNamespace(security, kind, namespace),
  );
}

function names(
  { spec }: KubernetesObject,
  { podLabels, definedBy }: GatewayWorkload,
): boolean {
  const { targetRef, targetRefs } = recordAt(spec);
  const targets = [targetRef, ...listAt(targetRefs)].map(target =>
    recordAt(target),
  );
  if (
    targets.some(target =>
      definedBy.some(
        ({ kind, name }) => kind === target.kind && name === target.name,
      ),
    )
  )
    return true;
  const labels = Object.entries(recordAt(spec, 'selector', 'matchLabels'));
  return (
    labels.length > 0 &&
    labels.every(([key, value]) => podLabels[key] === value)
  );
}
