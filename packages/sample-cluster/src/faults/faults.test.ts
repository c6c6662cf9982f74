import { ClusterClient, StatusError } from '../client/ClusterClient';
import type { SampleCluster } from '../SampleCluster';
import { startSampleCluster } from '../startSampleCluster';
import { configMap, next, take } from '../suite/helpers';
import type { RequestEffect, RequestFault } from './Fault';

const path = '/api/v1/namespaces/default/configmaps';
const objects = ['a', 'b', 'c'].map(name => configMap('default', name));

let cluster: SampleCluster;
let admin: ClusterClient;

beforeAll(async () => {
  cluster = await startSampleCluster({
    name: 'east',
    crds: [],
    objects,
    identities: [{ name: 'reader', groups: ['system:masters'] }],
  });
  admin = cluster.client('admin');
});
afterEach(() => cluster.setFaults([]));
afterAll(() => cluster.stop());

describe('answers', () => {
  it.each([
    [401, 'Unauthorized'],
    [403, 'Forbidden'],
    [404, 'NotFound'],
    [500, 'InternalError'],
    [503, 'ServiceUnavailable'],
    [504, 'Timeout'],
  ])('%d as a Status', async (code, reason) => {
    await cluster.setFaults([{ then: { type: 'status', code } }]);
    const { status, body } = await admin.raw('GET', path);
    expect(status).toBe(code);
    expect(JSON.parse(body)).toMatchObject({
      kind: 'Status',
      status: 'Failure',
      reason,
      code,
    });
  });

  it('429 in plain text, with when to come back', async () => {
    await cluster.setFaults([
      {
        then: {
          type: 'status',
          code: 429,
          message: 'too many requests',
          retryAfterSeconds: 7,
        },
      },
    ]);
    const { status, headers, body } = await admin.raw('GET', path);
    expect([status, headers['retry-after'], body]).toEqual([
      429,
      '7',
      'too many requests\n',
    ]);
  });

  it('a page of HTML with 200', async () => {
    await cluster.setFaults([{ then: { type: 'html' } }]);
    const { status, headers, body } = await admin.raw('GET', path);
    expect([status, headers['content-type'], body]).toEqual([
      200,
      'text/html',
      expect.stringContaining('<html>'),
    ]);
  });

  it('a body that is said to be gzip', async () => {
    await cluster.setFaults([{ then: { type: 'corrupt-gzip' } }]);
    expect((await admin.raw('GET', path)).headers['content-encoding']).toBe(
      'gzip',
    );
  });

  it('half a list, and a broken connection', async () => {
    await cluster.setFaults([{ then: { type: 'truncate', afterBytes: 100 } }]);
    await expect(admin.raw('GET', path)).rejects.toThrow();
    expect(cluster.requests().at(-1)).toMatchObject({
      status: 200,
      bytes: 100,
    });
  });

  it('nothing but a reset', async () => {
    await cluster.setFaults([{ then: { type: 'reset' } }]);
    await expect(admin.raw('GET', path)).rejects.toMatchObject({
      code: 'ECONNRESET',
    });
  });

  it('in pieces, whole in the end', async () => {
    const whole = await admin.raw('GET', path);
    await cluster.setFaults([
      { then: { type: 'trickle', bytes: 64, everyMilliseconds: 1 } },
    ]);
    expect((await admin.raw('GET', path)).body).toBe(whole.body);
  });

  it('late', async () => {
    await cluster.setFaults([{ then: { type: 'delay', milliseconds: 50 } }]);
    await admin.list(path);
    expect(cluster.requests().at(-1)?.milliseconds).toBeGreaterThanOrEqual(49);
  });

  it('never', async () => {
    await cluster.setFaults([{ then: { type: 'hang' } }]);
    const hanging = admin.raw('GET', path);
    await until(
      () =>
        cluster.requests().at(-1)?.uri === path &&
        cluster.requests().at(-1)?.status === undefined,
    );
    await cluster.setFaults([]);
    expect((await admin.raw('GET', '/livez')).body).toBe('ok');
    expect(
      await Promise.race([hanging, Promise.resolve('still waiting')]),
    ).toBe('still waiting');
    hanging.catch(() => 'ended with the cluster');
  });
});

describe('versions that are forgotten', () => {
  it('410 as the last event of a watch', async () => {
    const { resourceVersion } = (await admin.list(path)).metadata;
    await admin.save(
      configMap('default', 'a', { labels: { edit: 'compaction' } }),
    );
    cluster.compact();
    expect(
      await take(admin, `${path}?resourceVersion=${resourceVersion}`),
    ).toEqual([
      {
        type: 'ERROR',
        object: expect.objectContaining({
          kind: 'Status',
          code: 410,
          reason: 'Expired',
        }),
      },
    ]);
  });

  it('410 for a page, with a token that goes on in the present', async () => {
    const first = await admin.list(`${path}?limit=1`);
    await admin.save(configMap('default', 'b', { labels: { edit: 'paging' } }));
    cluster.compact();
    const refusal = await admin
      .list(`${path}?limit=1&continue=${first.metadata.continue}`)
      .catch(error => error);
    expect(refusal).toMatchObject({ code: 410, status: { reason: 'Expired' } });
    const rest = await admin.list(
      `${path}?continue=${(refusal as StatusError).status.metadata.continue}`,
    );
    expect(rest.items.map(({ metadata }) => metadata.name)).toEqual(['b', 'c']);
  });

  it('410 for the exact version of a list', async () => {
    const { resourceVersion } = (await admin.list(path)).metadata;
    await admin.save(configMap('default', 'c', { labels: { edit: 'exact' } }));
    cluster.compact();
    const exact = `${path}?resourceVersion=${resourceVersion}&resourceVersionMatch=Exact`;
    await expect(admin.list(exact)).rejects.toMatchObject({ code: 410 });
  });

  it('both on demand, without compaction', async () => {
    const { metadata } = await admin.list(`${path}?limit=1`);
    await cluster.setFaults([{ then: { type: 'expire' } }]);
    await expect(
      admin.list(`${path}?continue=${metadata.continue}`),
    ).rejects.toMatchObject({ code: 410 });
    expect(
      await take(admin, `${path}?resourceVersion=${metadata.resourceVersion}`),
    ).toMatchObject([{ type: 'ERROR' }]);
  });
});

describe('watches', () => {
  const line = '{"type":"TELEPORTED","object":{}}';

  it('get a line as it stands, those that run and those that begin', async () => {
    const watching = admin.watch(`${path}?resourceVersion=0`);
    await next(watching, objects.length);
    await cluster.setFaults([{ then: { type: 'watch-line', line } }]);
    expect(await next(watching, 1)).toEqual([JSON.parse(line)]);
    await watching.return(undefined);
    expect(await take(admin, path, 4)).toContainEqual(JSON.parse(line));
  });

  it('break off at what is no JSON', async () => {
    await cluster.setFaults([
      { then: { type: 'watch-line', line: '{"type":"ADDED","obj' } },
    ]);
    await expect(take(admin, path)).rejects.toThrow(SyntaxError);
  });

  it.each([
    [false, 'ended'],
    [true, 'broken'],
  ])('end when a fault says so, abruptly: %s', async (abruptly, outcome) => {
    const watching = admin.watch(`${path}?resourceVersion=0`);
    await next(watching, objects.length);
    await cluster.setFaults([
      { then: { type: 'end-watch', afterMilliseconds: 0, abruptly } },
    ]);
    const rest = watching.next().then(
      ({ done }) => done && 'ended',
      () => 'broken',
    );
    expect(await rest).toBe(outcome);
  });

  it('get bookmarks as often as the cluster was told', async () => {
    const chatty = await startSampleCluster({
      name: 'chatty',
      crds: [],
      bookmarkEveryMilliseconds: 5,
    });
    const events = await take(
      chatty.client('admin'),
      '/api/v1/pods?allowWatchBookmarks=true',
      2,
    );
    await chatty.stop();
    expect(events.map(({ type }) => type)).toEqual(['BOOKMARK', 'BOOKMARK']);
  });
});

describe('a fault strikes', () => {
  const forbidden: RequestEffect = { type: 'status', code: 403 };
  const rows: [string, RequestFault['match'], boolean][] = [
    ['its identity', { identity: 'admin' }, true],
    ['no other identity', { identity: 'reader' }, false],
    ['its verb', { verb: ['list', 'watch'] }, true],
    ['no other verb', { verb: 'get' }, false],
    ['its resource', { resource: 'configmaps' }, true],
    ['no other resource', { resource: 'configmaps.example.com' }, false],
    ['its namespace', { namespace: 'default' }, true],
    ['no other namespace', { namespace: 'kube-system' }, false],
    [
      'only where all of it matches',
      { identity: 'admin', resource: 'pods' },
      false,
    ],
  ];

  it.each(rows)('%s', async (_, match, hit) => {
    await cluster.setFaults([{ match, then: forbidden }]);
    expect((await admin.raw('GET', path)).status).toBe(hit ? 403 : 200);
  });

  it('as many times as it may', async () => {
    await cluster.setFaults([{ then: forbidden, times: 2 }]);
    const statuses = [];
    for (let request = 0; request < 3; request += 1)
      statuses.push((await admin.raw('GET', path)).status);
    expect(statuses).toEqual([403, 403, 200]);
    expect(cluster.faults()).toEqual([]);
  });

  it('after a delay, if two match', async () => {
    await cluster.setFaults([
      { then: { type: 'delay', milliseconds: 20 } },
      { then: forbidden },
    ]);
    expect((await admin.raw('GET', path)).status).toBe(403);
    expect(cluster.requests().at(-1)?.milliseconds).toBeGreaterThanOrEqual(19);
  });
});

describe('secrets that change', () => {
  it('a rotated token: the old one gets 401', async () => {
    const before = cluster.client('reader');
    await before.list(path);
    cluster.rotateToken('reader');
    await expect(before.list(path)).rejects.toMatchObject({ code: 401 });
    expect((await cluster.client('reader').list(path)).kind).toBe(
      'ConfigMapList',
    );
  });

  it('a rotated certificate: the old one is not trusted', async () => {
    const before = newClient();
    await cluster.rotateCertificate();
    await expect(before.raw('GET', '/livez')).rejects.toMatchObject({
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    expect((await newClient().raw('GET', '/livez')).body).toBe('ok');
  });
});

it('serves an object however malformed', async () => {
  const malformed = JSON.parse(
    '{"kind":"Other","metadata":{"name":"odd","labels":{"__proto__":{"x":1}}},"spec":null}',
  );
  cluster.inject('configmaps', malformed);
  const { body } = await newClient().raw(
    'GET',
    `${path.replace(
      '/namespaces/default',
      '',
    )}?fieldSelector=metadata.name=odd`,
  );
  expect(body).toContain('"kind":"Other"');
  expect(body).toContain('"__proto__":{"x":1}');
});

/** With connections of its own. */
function newClient(): ClusterClient {
  return cluster.client('admin');
}

async function until(holds: () => boolean) {
  while (!holds()) await new Promise(resolve => setImmediate(resolve));
}
