import type { SampleCluster } from './SampleCluster';
import { startSampleCluster } from './startSampleCluster';

let cluster: SampleCluster;
afterEach(() => cluster?.stop());

const payments = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'payments', namespace: 'payments' },
  spec: { hosts: ['payments.my-company.io'] },
};

describe('startSampleCluster', () => {
  it('starts with the objects given, in namespaces that it makes', async () => {
    cluster = await startSampleCluster({ name: 'east', objects: [payments] });
    const client = cluster.client('admin');
    expect(await client.get(payments)).toMatchObject(payments);
    expect(
      (await client.list('/api/v1/namespaces')).items.map(
        ({ metadata }) => metadata.name,
      ),
    ).toContain('payments');
  });

  it('says which port is taken', async () => {
    cluster = await startSampleCluster({ name: 'east' });
    const port = Number(new URL(cluster.server).port);
    await expect(startSampleCluster({ name: 'west', port })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken`,
    );
  });

  it('logs who asked for what, and no token', async () => {
    cluster = await startSampleCluster({
      name: 'east',
      identities: [{ name: 'reader', token: 'secret-of-reader' }],
    });
    await cluster
      .client('reader')
      .raw('GET', '/api/v1/namespaces/payments/pods?limit=5');
    expect(cluster.requests()).toEqual([
      expect.objectContaining({
        identity: 'reader',
        verb: 'list',
        resource: 'pods',
        namespace: 'payments',
        status: 403,
      }),
    ]);
    expect(JSON.stringify(cluster.requests())).not.toContain(
      'secret-of-reader',
    );
  });
});
