import type {
  ClusterClient,
  KubernetesObject,
  TestCluster,
} from '@product-gateways/sample-cluster';
import { join } from 'node:path';
import { seedFolder } from '../paths';
import { clusters } from '../testing/clusters';
import { readTree } from '../testing/files';
import { read } from './applyObject';
import { desiredState } from './desired';
import { recordObject } from './record';
import { sync } from './sync';

const configMap = (name: string, data: object): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop' },
  data,
});
const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n';
const yaml = (object: object) => JSON.stringify(object);

describe.each(clusters)('on %s', (_, start) => {
  let cluster: TestCluster;
  let client: ClusterClient;

  beforeAll(async () => {
    cluster = await start();
    client = cluster.client('admin');
  }, 30_000);

  afterAll(() => cluster.stop());

  const apply = (files: Record<string, string>, restore = false) =>
    sync(client, 'c0ffee', desiredState(new Map(Object.entries(files))), {
      restore,
    });

  const dataOf = async (name: string) =>
    (await read(client, configMap(name, {})))?.data;

  beforeEach(() =>
    apply({
      'ns.yaml': namespace,
      'a.yaml': yaml(configMap('a', { key: '1' })),
      'b.yaml': yaml(configMap('b', { key: '1' })),
    }),
  );

  it.each(['east', 'west'])(
    'takes every object of the seed of %s',
    async name => {
      const files = await readTree(join(seedFolder, 'clusters', name));
      const first = await sync(client, 'c0ffee', desiredState(files));
      expect(first.problems).toEqual([]);
      const again = await sync(client, 'c0ffee', desiredState(files));
      expect(again).toMatchObject({ created: 0, changed: 0, problems: [] });
      const restored = await sync(client, 'c0ffee', desiredState(files), {
        restore: true,
      });
      expect(restored).toMatchObject({ created: 0, problems: [] });
    },
  );

  it('creates, changes, and prunes what left git', async () => {
    const report = await apply({
      'ns.yaml': namespace,
      'a.yaml': yaml(configMap('a', { key: '2' })),
      'c.yaml': yaml(configMap('c', {})),
    });
    expect(report).toMatchObject({
      created: 1,
      changed: 1,
      unchanged: 1,
      pruned: 1,
      problems: [],
    });
    expect(await dataOf('a')).toEqual({ key: '2' });
    expect(await dataOf('b')).toBeUndefined();
  });

  it('never deletes a Namespace', async () => {
    expect(await apply({})).toMatchObject({ pruned: 2, problems: [] });
    const shop = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop' },
    };
    expect(await read(client, shop)).toBeDefined();
  });

  it('keeps an object whose file moved', async () => {
    const { uid } = (await client.get(configMap('a', {}))).metadata;
    await apply({
      'ns.yaml': namespace,
      'moved.yaml': yaml(configMap('a', { key: '1' })),
    });
    expect((await client.get(configMap('a', {}))).metadata.uid).toBe(uid);
  });

  it('leaves alone what somebody else made under a name that left git', async () => {
    await client.delete(configMap('b', {}));
    await client.create(configMap('b', { mine: 'yes' }));
    await apply({ 'ns.yaml': namespace });
    expect(await dataOf('b')).toEqual({ mine: 'yes' });
    await client.delete(configMap('b', {}));
  });

  it('reports a bad object and a bad file, applies the rest, and prunes nothing of what it could not read', async () => {
    const report = await apply({
      'ns.yaml': namespace,
      'a.yaml': yaml(configMap('a', { key: '3' })),
      'b.yaml': 'a: [1',
      'bad.yaml': yaml({ ...configMap('Bad_Name', {}) }),
      'unknown.yaml': yaml({ ...configMap('u', {}), kind: 'Nonsense' }),
    });
    expect(report.problems).toEqual([
      { file: 'b.yaml', message: expect.stringContaining('Flow sequence') },
      { file: 'bad.yaml', message: expect.stringContaining('Bad_Name') },
      { file: 'unknown.yaml', message: expect.stringContaining('Nonsense') },
    ]);
    expect(await dataOf('a')).toEqual({ key: '3' });
    expect(await dataOf('b')).toEqual({ key: '1' });
  });

  it('undoes a change by hand with the next commit', async () => {
    await client.patch(configMap('a', {}), { data: { key: 'by hand' } });
    await apply({
      'ns.yaml': namespace,
      'a.yaml': yaml(configMap('a', { key: '1' })),
    });
    expect(await dataOf('a')).toEqual({ key: '1' });
  });

  it('removes on reset what people made in the namespaces of git', async () => {
    const files = {
      'ns.yaml': namespace,
      'a.yaml': yaml(configMap('a', { key: '1' })),
    };
    await client.create(configMap('mine', { x: 'y' }));
    await apply(files);
    expect(await dataOf('mine')).toEqual({ x: 'y' });
    expect(await apply(files, true)).toMatchObject({ pruned: 1 });
    expect(await dataOf('mine')).toBeUndefined();
  });

  it('says in the cluster which commit it is at', async () => {
    expect((await client.get(recordObject)).data).toMatchObject({
      commit: 'c0ffee',
      problems: '',
    });
  });

  it('fails as a whole when the cluster cannot be reached', async () => {
    await cluster.setFaults([{ then: { type: 'refuse' } }]);
    await expect(apply({ 'ns.yaml': namespace })).rejects.toThrow();
    await cluster.setFaults([]);
  });
});
