import { keyOf, ObjectRef } from '../resources';
import { byAge } from './age';
import { GatewayDeclaration } from './declaration';
import { Labels } from './fields';

/** Finds the gateways that may apply to a workload without looking at all of them. */
export interface GatewayIndex {
  /** Those that want one of these labels, none at all, or one of these Services; the oldest first. */
  candidates(
    labels: Labels,
    services: readonly ObjectRef[],
  ): readonly GatewayDeclaration[];
}

export function gatewayIndex(
  gateways: readonly GatewayDeclaration[],
): GatewayIndex {
  const byKey = new Map<string, GatewayDeclaration[]>();
  for (const gateway of gateways) {
    for (const key of keysOf(gateway)) {
      const others = byKey.get(key);
      if (others) others.push(gateway);
      else byKey.set(key, [gateway]);
    }
  }
  return {
    candidates: (labels, services) => {
      const keys = [
        everybody,
        ...Object.entries(labels).map(labelKey),
        ...services.map(keyOf),
      ];
      return [...new Set(keys.flatMap(key => byKey.get(key) ?? []))].sort(
        byAge,
      );
    },
  };
}

const everybody = '';
const labelKey = ([name, value]: readonly [string, string]) =>
  `${name}=${value}`;

/** Of several labels one is enough to find a gateway by: all must be there. */
function keysOf({ appliesTo }: GatewayDeclaration): string[] {
  if (appliesTo.type === 'services') return appliesTo.services.map(keyOf);
  const [first] = Object.entries(appliesTo.labels);
  return [first ? labelKey(first) : everybody];
}
