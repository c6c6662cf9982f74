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

  it('takes the status that an object is given with', async () => {
    const status = { readyReplicas: 2 };
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: payments.metadata,
      status,
    };
    cluster = await startSampleCluster({ name: 'east', objects: [deployment] });
    expect((await cluster.client('admin').get(deployment)).status).toEqual(
      status,
    );
  });

  it('says which kind it does not know', async () => {
    await expect(
      startSampleCluster({ name: 'east', crds: [], objects: [payments] }),
    ).rejects.toThrow(
      'cannot start with VirtualService payments: there is no kind VirtualService in networking.istio.io/v1; is its CRD given?',
    );
  });

  it('deletes with a namespace what is in it', async () => {
    cluster = await startSampleCluster({ name: 'east', objects: [payments] });
    const client = cluster.client('admin');
    await client.delete({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'payments' },
    });
    await expect(client.get(payments)).rejects.toMatchObject({ code: 404 });
  });

  it.each([
    [
      'PATCH',
      'application/apply-patch+yaml',
      '',
      'it does no server-side apply; use kubectl create or replace',
    ],
    [
      'PATCH',
      'application/strategic-merge-patch+json',
      '',
      'patches by application/merge-patch+json alone',
    ],
    [
      'PATCH',
      'application/json-patch+json',
      '',
      'patches by application/merge-patch+json alone',
    ],
    [
      'PUT',
      'application/vnd.kubernetes.protobuf',
      '',
      'use kubectl create -f FILE, which sends JSON',
    ],
    [
      'PUT',
      'application/json',
      '/scale',
      'the sample cluster has no virtualservices/scale; a real cluster may',
    ],
  ])(
    'refuses %s of %s%s in a sentence',
    async (method, type, subresource, sentence) => {
      cluster = await startSampleCluster({ name: 'east', objects: [payments] });
      const path =
        '/apis/networking.istio.io/v1/namespaces/payments/virtualservices/payments';
      const { status, body } = await cluster
        .client('admin')
        .raw(method, path + subresource, { type, text: '{}' });
      expect([404, 415]).toContain(status);
      expect(JSON.parse(body).message).toContain(sentence);
    },
  );

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
