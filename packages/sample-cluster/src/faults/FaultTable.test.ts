import { path, useSampleCluster } from '../suite/useSampleCluster';
import type { RequestEffect, RequestFault } from './Fault';

const given = useSampleCluster();

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
    await given.cluster.setFaults([{ match, then: forbidden }]);
    expect((await given.admin.raw('GET', path)).status).toBe(hit ? 403 : 200);
  });

  it('as many times as it may', async () => {
    await given.cluster.setFaults([{ then: forbidden, times: 2 }]);
    const statuses = [];
    for (let request = 0; request < 3; request += 1)
      statuses.push((await given.admin.raw('GET', path)).status);
    expect(statuses).toEqual([403, 403, 200]);
    expect(given.cluster.faults()).toEqual([]);
  });

  it('after a delay, if two match', async () => {
    await given.cluster.setFaults([
      { then: { type: 'delay', milliseconds: 20 } },
      { then: forbidden },
    ]);
    expect((await given.admin.raw('GET', path)).status).toBe(403);
    expect(
      given.cluster.requests().at(-1)?.milliseconds,
    ).toBeGreaterThanOrEqual(19);
  });
});
