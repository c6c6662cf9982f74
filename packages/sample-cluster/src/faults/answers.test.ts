import { path, useSampleCluster } from '../suite/useSampleCluster';

const given = useSampleCluster();

describe('answers', () => {
  it.each([
    [401, 'Unauthorized'],
    [403, 'Forbidden'],
    [404, 'NotFound'],
    [500, 'InternalError'],
    [503, 'ServiceUnavailable'],
    [504, 'Timeout'],
  ])('%d as a Status', async (code, reason) => {
    await given.cluster.setFaults([{ then: { type: 'status', code } }]);
    const { status, body } = await given.admin.raw('GET', path);
    expect(status).toBe(code);
    expect(JSON.parse(body)).toMatchObject({
      kind: 'Status',
      status: 'Failure',
      reason,
      code,
    });
  });

  it('429 in plain text, with when to come back', async () => {
    await given.cluster.setFaults([
      {
        then: {
          type: 'status',
          code: 429,
          message: 'too many requests',
          retryAfterSeconds: 7,
        },
      },
    ]);
    const { status, headers, body } = await given.admin.raw('GET', path);
    expect([status, headers['retry-after'], body]).toEqual([
      429,
      '7',
      'too many requests\n',
    ]);
  });

  it('a page of HTML with 200', async () => {
    await given.cluster.setFaults([{ then: { type: 'html' } }]);
    const { status, headers, body } = await given.admin.raw('GET', path);
    expect([status, headers['content-type'], body]).toEqual([
      200,
      'text/html',
      expect.stringContaining('<html>'),
    ]);
  });

  it('a body that is said to be gzip', async () => {
    await given.cluster.setFaults([{ then: { type: 'corrupt-gzip' } }]);
    expect(
      (await given.admin.raw('GET', path)).headers['content-encoding'],
    ).toBe('gzip');
  });

  it('half a list, and a broken connection', async () => {
    await given.cluster.setFaults([
      { then: { type: 'truncate', afterBytes: 100 } },
    ]);
    await expect(given.admin.raw('GET', path)).rejects.toThrow();
    expect(given.cluster.requests().at(-1)).toMatchObject({
      status: 200,
      bytes: 100,
    });
  });

  it('nothing but a reset', async () => {
    await given.cluster.setFaults([{ then: { type: 'reset' } }]);
    await expect(given.admin.raw('GET', path)).rejects.toMatchObject({
      code: 'ECONNRESET',
    });
  });

  it('in pieces, whole in the end', async () => {
    const whole = await given.admin.raw('GET', path);
    await given.cluster.setFaults([
      { then: { type: 'trickle', bytes: 64, everyMilliseconds: 1 } },
    ]);
    expect((await given.admin.raw('GET', path)).body).toBe(whole.body);
  });

  it('late', async () => {
    await given.cluster.setFaults([
      { then: { type: 'delay', milliseconds: 50 } },
    ]);
    await given.admin.list(path);
    expect(
      given.cluster.requests().at(-1)?.milliseconds,
    ).toBeGreaterThanOrEqual(49);
  });

  it('never', async () => {
    await given.cluster.setFaults([{ then: { type: 'hang' } }]);
    const hanging = given.admin.raw('GET', path);
    await until(
      () =>
        given.cluster.requests().at(-1)?.uri === path &&
        given.cluster.requests().at(-1)?.status === undefined,
    );
    await given.cluster.setFaults([]);
    expect((await given.admin.raw('GET', '/livez')).body).toBe('ok');
    expect(
      await Promise.race([hanging, Promise.resolve('still waiting')]),
    ).toBe('still waiting');
    hanging.catch(() => 'ended with the cluster');
  });
});

async function until(holds: () => boolean) {
  while (!holds()) await new Promise(resolve => setImmediate(resolve));
}
