import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { snapshotOf } from '../snapshot';
import { Decision, Outcome, Probe } from './probe';
import { resolve } from './resolve';

/** What Istio and Envoy decided, see README.md there. */
const folder = join(__dirname, '../__fixtures__/conformance/routing');
const read = (file: string) =>
  JSON.parse(readFileSync(join(folder, file), 'utf8'));
const common: unknown[] = read('common.json');

/** Cases that do not agree, and why. One that begins to agree must leave this list. */
const knownMisses: Readonly<Record<string, string>> = {};

interface Case {
  readonly objects: readonly unknown[];
  readonly probes: readonly {
    readonly id: string;
    readonly probe: Probe;
    readonly expected: Expected;
  }[];
}

interface Expected {
  readonly outcome: Outcome;
  readonly status?: number;
  readonly location?: string;
  readonly destinations?: readonly {
    cluster: string;
    weight: number;
    clusterExists?: boolean;
  }[];
  readonly route?: { kind: string; namespace: string; name: string };
}

const names = readdirSync(join(folder, 'cases')).map(file =>
  file.replace(/\.json$/, ''),
);

test('there are cases of each kind', () => {
  const kinds = new Set(names.map(name => name.split('-')[0]));
  expect([...kinds].sort()).toEqual([
    'gateway',
    'hand',
    'ingress',
    'istio',
    'later',
    'story',
  ]);
});

describe.each(names)('%s', name => {
  const { objects, probes }: Case = read(`cases/${name}.json`);
  const snapshot = snapshotOf('east', [...common, ...objects]);
  const misses = () =>
    probes.flatMap(({ id, probe, expected }) => {
      const told = tell(resolve(snapshot, probe), expected);
      return told === tellExpected(expected)
        ? []
        : `${id}: want ${tellExpected(expected)}, got ${told}`;
    });

  if (name in knownMisses)
    test(`does not agree yet: ${knownMisses[name]}`, () =>
      expect(misses()).not.toEqual([]));
  else test('agrees with Istio', () => expect(misses()).toEqual([]));
});

function tellExpected({
  outcome,
  status,
  location,
  destinations = [],
  route,
}: Expected): string {
  return [
    outcome,
    status,
    location,
    tellDestinations(
      destinations.map(({ clusterExists = true, ...rest }) => ({
        ...rest,
        exists: clusterExists,
      })),
    ),
    route && `${route.kind} ${route.namespace}/${route.name}`,
  ].join(' ');
}

/** A decision in the words of an expectation, which leaves out what Istio does not say. */
function tell(
  { outcome, status, location, destinations, decidedBy }: Decision,
  expected: Expected,
): string {
  return [
    outcome,
    status,
    expected.location && location,
    tellDestinations(destinations),
    expected.route &&
      decidedBy &&
      `${decidedBy.kind} ${decidedBy.namespace}/${decidedBy.name}`,
  ].join(' ');
}

function tellDestinations(
  destinations: readonly { cluster: string; weight: number; exists: boolean }[],
): string {
  const total = destinations.reduce((sum, { weight }) => sum + weight, 0);
  const shares = new Map<string, number>();
  for (const { cluster, weight, exists } of destinations) {
    const key = exists ? cluster : `missing ${cluster}`;
    shares.set(key, (shares.get(key) ?? 0) + weight / total);
  }
  return [...shares]
    .map(([cluster, share]) => `${(share * 100).toFixed(2)} % ${cluster}`)
    .sort()
    .join(', ');
}
