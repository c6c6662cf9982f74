import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readObject, refOf } from '../resources';
import { gatewaysOf, Probe } from '../routing';
import { Snapshot, snapshotOf } from '../snapshot';
import { compareContracts } from './compareContracts';
import { contradiction, falseWitness } from './__testUtils__/contradiction';

/** The clusters in which Istio's own decisions are known. Each is compared with itself, and with itself less one object. */
const folder = join(__dirname, '../__fixtures__/conformance/routing');
const read = (file: string) =>
  JSON.parse(readFileSync(join(folder, file), 'utf8'));
const common: unknown[] = read('common.json');

const names = readdirSync(join(folder, 'cases')).map(file =>
  file.replace(/\.json$/, ''),
);

const lostKinds = [
  'VirtualService',
  'HTTPRoute',
  'GRPCRoute',
  'Ingress',
  'Gateway',
  'DestinationRule',
  'Service',
];

describe.each(names)('%s', name => {
  const {
    objects,
    probes,
  }: {
    objects: readonly unknown[];
    probes: readonly { readonly probe: Probe }[];
  } = read(`cases/${name}.json`);
  const all = [...common, ...objects];
  const snapshot = snapshotOf('east', all);

  test('honours its own contract', () => {
    const comparison = compareContracts(snapshot, snapshotOf('east', all));
    expect(comparison.contracts.flatMap(({ regions }) => regions)).toEqual([]);
    expect(comparison.honoured).toBe(true);
  });

  test('no request contradicts what is said of it less one object', () => {
    const removable = objects
      .flatMap(object => readObject(object).value ?? [])
      .filter(({ kind }) => lostKinds.includes(kind));
    for (const object of removable) {
      const after = snapshot.without(refOf(object));
      const comparison = compareContracts(snapshot, after);
      expect(falseWitness(comparison, snapshot, after)).toBeUndefined();
      for (const { probe } of probes)
        for (const gatewayId of idsOf(snapshot, after))
          expect(
            contradiction(comparison, snapshot, after, { ...probe, gatewayId }),
          ).toBeUndefined();
    }
  });
});

const idsOf = (...snapshots: Snapshot[]) =>
  new Set(snapshots.flatMap(each => gatewaysOf(each).map(({ id }) => id)));
