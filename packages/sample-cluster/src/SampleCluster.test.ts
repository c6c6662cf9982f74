import { get } from 'node:https';
import { path, useSampleCluster } from './suite/useSampleCluster';

const given = useSampleCluster();

describe('secrets that change', () => {
  it('a rotated token: the old one gets 401', async () => {
    const before = given.cluster.client('reader');
    await before.list(path);
    given.cluster.rotateToken('reader');
    await expect(before.list(path)).rejects.toMatchObject({ code: 401 });
    expect((await given.cluster.client('reader').list(path)).kind).toBe(
      'ConfigMapList',
    );
  });

  it('a rotated certificate: the old one is not trusted', async () => {
    const before = given.cluster.client('admin');
    await given.cluster.rotateCertificate();
    await expect(before.raw('GET', '/livez')).rejects.toMatchObject({
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    expect(
      (await given.cluster.client('admin').raw('GET', '/livez')).body,
    ).toBe('ok');
  });
});

it('serves an object however malformed', async () => {
  const malformed = JSON.parse(
    '{"kind":"Other","metadata":{"name":"odd","labels":{"__proto__":{"x":1}}},"spec":null}',
  );
  given.cluster.inject('configmaps', malformed);
  const { body } = await given.cluster
    .client('admin')
    .raw(
      'GET',
      `${path.replace(
        '/namespaces/default',
        '',
      )}?fieldSelector=metadata.name=odd`,
    );
  expect(body).toContain('"kind":"Other"');
  expect(body).toContain('"__proto__":{"x":1}');
});

describe('what no client should send', () => {
  it.each([
    '//',
    '/%zz',
    '/api/v1/namespaces/%E0%A4%A/pods',
    '/apis',
    '/apis//',
    '/api/v1/pods/a/b/c/d',
    '/?watch=true',
  ])('is answered all the same: %s', async uri => {
    const client = given.cluster.client('admin');
    const { status } = await client.raw('GET', uri);
    expect([200, 404, 405]).toContain(status);
    expect((await client.raw('GET', '/livez')).body).toBe('ok');
  });

  it.each(['Bearer', 'Bearer \u00e4\u00e4', 'Basic YTpi'])(
    'is no way in: %s',
    async authorization => {
      const { server, ca } = given.cluster;
      const status = await new Promise(resolve => {
        const options = { ca, headers: { authorization } };
        get(`${server}${path}`, options, response =>
          resolve(response.resume().statusCode),
        );
      });
      expect(status).toBe(401);
    },
  );
});
