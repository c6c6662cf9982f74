import { keyOf, ObjectRef } from '../resources';
import { byAge } from './age';
import { GatewayDeclaration } from './declaration';
import { Labels } from './fields';

/** Finds the gateways that may apply to a workload without looking at all of them. */
export interface GatewayIndex {
  /** Those that look for one of these marks, the oldest first. */
  candidates(marks: readonly string[]): readonly GatewayDeclaration[];
}

export function gatewayIndex(
  gateways: readonly GatewayDeclaration[],
): GatewayIndex {
  const byMark = new Map<string, GatewayDeclaration[]>();
  for (const gateway of gateways) {
    for (const mark of marksLookedFor(gateway)) {
      const others = byMark.get(mark);
      if (others) others.push(gateway);
      else byMark.set(mark, [gateway]);
    }
  }
  return {
    candidates: marks => {
      const found = marks.flatMap(mark => byMark.get(mark) ?? []);
      return [...new Set(found)].sort(byAge);
    },
  };
}

/** What a gateway may look for in a workload: its labels and Services, and that it is there at all. */
export function marksOf(
  labels: Labels,
  services: readonly ObjectRef[],
): string[] {
  return [
    everybody,
    ...Object.entries(labels).map(labelMark),
    ...services.map(keyOf),
  ];
}

const everybody = '';
const labelMark = ([name, value]: readonly [string, string]) =>
  `${name}=${value}`;

/** Of several labels one is enough to find a gateway by: all must be there. */
function marksLookedFor({ appliesTo }: GatewayDeclaration): string[] {
  if (appliesTo.type === 'services') return appliesTo.services.map(keyOf);
  const [first] = Object.entries(appliesTo.labels);
  return [first ? labelMark(first) : everybody];
}
