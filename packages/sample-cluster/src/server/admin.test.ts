import type { SampleCluster } from '../SampleCluster';
import { startSampleCluster } from '../startSampleCluster';

const forbidden = {
  match: { verb: 'list' },
  then: { type: 'status', code: 403 },
};
const json = { 'content-type': 'application/json' };

let cluster: SampleCluster;
beforeAll(async () => {
  cluster = await startSampleCluster({ name: 'east', crds: [], adminPort: 0 });
});
afterAll(() => cluster.stop());

async function ask(
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = json,
) {
  const response = await fetch(`${cluster.adminUrl}${path}`, {
    method,
    headers,
    body: body && JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

describe('the admin port', () => {
  it('sets, shows and clears faults', async () => {
    const admin = cluster.client('admin');
    expect(await ask('PUT', '/faults', [forbidden])).toEqual({
      status: 200,
      body: [forbidden],
    });
    expect((await admin.raw('GET', '/api/v1/pods')).status).toBe(403);
    expect((await ask('GET', '/faults')).body).toEqual([forbidden]);
    expect((await ask('DELETE', '/faults')).body).toEqual([]);
    expect((await admin.raw('GET', '/api/v1/pods')).status).toBe(200);
  });

  it.each([
    [{}, 'faults: expected a list'],
    [[{}], 'faults[0].then.type: expected one of status, delay'],
    [
      [forbidden, { then: { type: 'delay' } }],
      'faults[1].then.milliseconds: expected a number',
    ],
  ])('says what is wrong with %j', async (faults, error) => {
    expect(await ask('PUT', '/faults', faults)).toEqual({
      status: 400,
      body: { error: expect.stringContaining(error) },
    });
  });

  it('shows requests', async () => {
    await cluster.client('admin').raw('GET', '/api/v1/services?limit=3');
    expect((await ask('GET', '/requests')).body).toContainEqual(
      expect.objectContaining({ uri: '/api/v1/services?limit=3' }),
    );
  });

  it('takes objects as they are', async () => {
    const object = {
      kind: 'Odd',
      metadata: { name: 'odd', namespace: 'default' },
    };
    expect(
      (await ask('POST', '/objects', { resource: 'pods', object })).status,
    ).toBe(200);
    expect(
      (await cluster.client('admin').list('/api/v1/pods')).items,
    ).toMatchObject([{ kind: 'Odd' }]);
  });

  it('compacts', async () => {
    const admin = cluster.client('admin');
    await ask('POST', '/compact');
    const answer = await admin.raw(
      'GET',
      '/api/v1/pods?watch=true&resourceVersion=1',
    );
    expect(JSON.parse(answer.body)).toMatchObject({
      type: 'ERROR',
      object: { code: 410 },
    });
  });

  it('refuses what a web page could send', async () => {
    expect(
      (
        await ask('POST', '/compact', undefined, {
          'content-type': 'text/plain',
        })
      ).status,
    ).toBe(403);
  });

  it('names what there is', async () => {
    expect((await ask('GET', '/nothing')).body.error).toContain(
      'GET /faults, PUT /faults',
    );
  });

  it('stops the cluster', async () => {
    const ending = await startSampleCluster({
      name: 'west',
      crds: [],
      adminPort: 0,
    });
    expect(
      (
        await fetch(`${ending.adminUrl}/stop`, {
          method: 'POST',
          headers: json,
        })
      ).status,
    ).toBe(200);
    await expect(
      ending.client('admin').raw('GET', '/livez'),
    ).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
