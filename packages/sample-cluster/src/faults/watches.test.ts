import { startSampleCluster } from '../startSampleCluster';
import { next, take } from '../suite/helpers';
import { objects, path, useSampleCluster } from '../suite/useSampleCluster';

const given = useSampleCluster();

describe('watches', () => {
  const line = '{"type":"TELEPORTED","object":{}}';

  it('get a line as it stands, those that run and those that begin', async () => {
    const watching = given.admin.watch(`${path}?resourceVersion=0`);
    await next(watching, objects.length);
    await given.cluster.setFaults([{ then: { type: 'watch-line', line } }]);
    expect(await next(watching, 1)).toEqual([JSON.parse(line)]);
    await watching.return(undefined);
    expect(await take(given.admin, path, 4)).toContainEqual(JSON.parse(line));
  });

  it('break off at what is no JSON', async () => {
    await given.cluster.setFaults([
      { then: { type: 'watch-line', line: '{"type":"ADDED","obj' } },
    ]);
    await expect(take(given.admin, path)).rejects.toThrow(SyntaxError);
  });

  it.each([
    [false, 'ended'],
    [true, 'broken'],
  ])('end when a fault says so, abruptly: %s', async (abruptly, outcome) => {
    const watching = given.admin.watch(`${path}?resourceVersion=0`);
    await next(watching, objects.length);
    await given.cluster.setFaults([
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
