import fc from 'fast-check';
import { KubernetesObject, ObjectRef, refOf } from '../resources';
import { Snapshot } from './Snapshot';
import { snapshotOf } from './snapshotOf';

const istio = 'networking.istio.io';

describe('snapshotOf', () => {
  const gateway = {
    apiVersion: 'networking.istio.io/v1beta1',
    kind: 'Gateway',
    metadata: { name: 'web', namespace: 'payments' },
    spec: { servers: [] },
  };
  const sameNameElsewhere = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'web', namespace: 'payments' },
  };

  it('tells kinds of the same name and group apart', () => {
    const snapshot = snapshotOf('east', [gateway, sameNameElsewhere]);
    expect(snapshot.list(istio, 'Gateway').map(refOf)).toEqual([
      { group: istio, kind: 'Gateway', namespace: 'payments', name: 'web' },
    ]);
  });

  it('finds an object by its name, whatever its version', () => {
    const ref = {
      group: istio,
      kind: 'Gateway',
      namespace: 'payments',
      name: 'web',
    };
    expect(snapshotOf('east', [gateway]).get(ref)?.apiVersion).toBe(
      'networking.istio.io/v1',
    );
    expect(
      snapshotOf('east', [gateway]).get({ ...ref, namespace: undefined }),
    ).toBeUndefined();
  });

  it('keeps the problems of an object until the object is mended or gone', () => {
    const broken = { ...gateway, metadata: { ...gateway.metadata, labels: 1 } };
    const snapshot = snapshotOf('east', [broken]);
    expect(snapshot.problems).toEqual([
      expect.objectContaining({
        source: {
          object: refOf(snapshot.list(istio, 'Gateway')[0]),
          path: 'metadata.labels',
        },
      }),
    ]);
    expect(snapshot.with(gateway).problems).toEqual([]);
    expect(snapshot.without(refOf(gateway)).problems).toEqual([]);
    expect(snapshot.withAll(istio, 'Gateway', []).problems).toEqual([]);
  });

  it('shares the lists of kinds that did not change', () => {
    const before = snapshotOf('east', [gateway, sameNameElsewhere]);
    const after = before.with({
      ...gateway,
      metadata: { name: 'other', namespace: 'payments' },
    });
    const gateways = (snapshot: Snapshot) =>
      snapshot.list('gateway.networking.k8s.io', 'Gateway');
    expect(gateways(after)).toBe(gateways(before));
    expect(after.list(istio, 'Gateway')).toHaveLength(2);
    expect(before.list(istio, 'Gateway')).toHaveLength(1);
    expect(before.without({ ...refOf(gateway), name: 'none' })).toBe(before);
  });

  it('says what it could not see', () => {
    const unseen = [
      { group: '', kind: 'Service', reason: 'forbidden' as const },
    ];
    expect(snapshotOf('east', [], { unseen }).with(gateway).unseen).toBe(
      unseen,
    );
    expect(snapshotOf('east', []).withUnseen(unseen).unseen).toBe(unseen);
  });
});

describe('a snapshot after any changes', () => {
  const ref = fc.record({
    group: fc.constantFrom('', 'apps'),
    kind: fc.constantFrom('Service', 'Deployment'),
    namespace: fc.constantFrom('a', 'b', 'constructor'),
    name: fc.constantFrom('x', 'y', '__proto__'),
  });
  const change = fc.oneof(
    fc.record({ with: ref, generation: fc.nat(9), broken: fc.boolean() }),
    fc.record({ without: ref }),
  );

  it('is what the objects that are left give', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), changes => {
        const left = new Map<string, unknown>();
        let snapshot = snapshotOf('east', []);
        for (const step of changes) {
          if ('with' in step) {
            const object = objectOf(step.with, step.generation, step.broken);
            left.set(JSON.stringify(step.with), object);
            snapshot = snapshot.with(object);
          } else {
            left.delete(JSON.stringify(step.without));
            snapshot = snapshot.without(step.without);
          }
        }
        expect(contents(snapshot)).toEqual(
          contents(snapshotOf('east', left.values())),
        );
      }),
    );
  });
});

function objectOf(
  { group, kind, namespace, name }: ObjectRef,
  generation: number,
  broken: boolean,
) {
  return {
    apiVersion: group ? `${group}/v1` : 'v1',
    kind,
    metadata: { name, namespace, generation, labels: broken ? 'none' : {} },
  };
}

function contents(snapshot: Snapshot) {
  const sorted = <T>(values: readonly T[]) =>
    values.map(value => JSON.stringify(value)).sort();
  const groups = ['', 'apps'];
  const names = ['Service', 'Deployment'];
  const lists = groups.flatMap(group =>
    names.flatMap(kind => [
      sorted(snapshot.list(group, kind)),
      ...['a', 'b', 'constructor'].map(namespace =>
        sorted(
          snapshot
            .inNamespace(group, kind, namespace)
            .filter(
              (object: KubernetesObject) =>
                snapshot.get(refOf(object)) === object,
            ),
        ),
      ),
    ]),
  );
  return { lists, problems: sorted(snapshot.problems) };
}
