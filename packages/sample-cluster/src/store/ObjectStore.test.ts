import fc from 'fast-check';
import type { KubernetesObject } from '../object';
import { CompactedError, ObjectStore } from './ObjectStore';

function pod(name: string, generation = 1): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', generation },
  };
}

function put(store: ObjectStore, name: string, generation?: number) {
  return store.put(
    { resource: 'pods', namespace: 'default', name },
    pod(name, generation),
  );
}

describe('ObjectStore', () => {
  it('counts one revision for each change, whatever the kind', () => {
    const store = new ObjectStore();
    const a = put(store, 'a');
    const b = store.put({ resource: 'nodes', name: 'b' }, pod('b'));
    expect(
      Number(b.metadata.resourceVersion) - Number(a.metadata.resourceVersion),
    ).toBe(1);
    expect(store.revision).toBe(Number(b.metadata.resourceVersion));
  });

  it('forgets the older half of its history when it is full', () => {
    const store = new ObjectStore(10);
    for (let change = 0; change < 11; change += 1) put(store, 'a', change);
    expect(() => store.changesSince(1, 'pods')).toThrow(CompactedError);
    expect(store.changesSince(store.compacted, 'pods')).toHaveLength(5);
  });

  const step = fc.record({
    name: fc.constantFrom('a', 'b', 'c'),
    remove: fc.boolean(),
  });

  it('lists any moment as it was', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), steps => {
        const store = new ObjectStore();
        const moments = steps.map(({ name, remove }, generation) => {
          if (remove)
            store.delete({ resource: 'pods', namespace: 'default', name });
          else put(store, name, generation);
          return { revision: store.revision, objects: store.list('pods') };
        });
        for (const { revision, objects } of moments)
          expect(store.list('pods', revision)).toEqual(objects);
      }),
    );
  });

  it('tells changes that lead from any moment to now', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 30 }),
        fc.nat(30),
        (steps, cut) => {
          const store = new ObjectStore();
          let from = store.revision;
          let seen = new Map<string, unknown>();
          steps.forEach(({ name, remove }, index) => {
            if (remove)
              store.delete({ resource: 'pods', namespace: 'default', name });
            else put(store, name, index);
            if (index !== cut) return;
            from = store.revision;
            seen = new Map(
              store.list('pods').map(object => [object.metadata.name, object]),
            );
          });
          for (const { type, object } of store.changesSince(from, 'pods')) {
            if (type === 'DELETED') seen.delete(object.metadata.name);
            else seen.set(object.metadata.name, object);
          }
          expect(seen).toEqual(
            new Map(
              store.list('pods').map(object => [object.metadata.name, object]),
            ),
          );
        },
      ),
    );
  });
});
