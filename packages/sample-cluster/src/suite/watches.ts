import type { Given } from './given';
import { configMap, take, summary, versionOf, expectStatus } from './helpers';

/** How a server watches. */
export function watches(given: Given) {
  it('tell what happens after a list, in order', async () => {
    const namespace = await given.newNamespace();
    const path = `/api/v1/namespaces/${namespace}/configmaps`;
    await given.admin.create(configMap(namespace, 'there'));
    const { resourceVersion } = (await given.admin.list(path)).metadata;
    const created = await given.admin.create(configMap(namespace, 'a'));
    const updated = await given.admin.replace(
      configMap(namespace, 'a', { labels: { app: 'a' } }),
    );
    await given.admin.delete(created);
    const events = await take(
      given.admin,
      `${path}?resourceVersion=${resourceVersion}`,
      3,
    );
    expect(events.map(summary)).toEqual(['ADDED a', 'MODIFIED a', 'DELETED a']);
    expect(events.slice(0, 2).map(versionOf)).toEqual(
      [created, updated].map(object => object.metadata.resourceVersion),
    );
    expect(Number(versionOf(events[2]))).toBeGreaterThan(
      Number(updated.metadata.resourceVersion),
    );
  });

  it('without a version begin with what is there', async () => {
    const namespace = await given.newNamespace();
    await given.admin.create(configMap(namespace, 'a'));
    const events = await take(
      given.admin,
      `/api/v1/namespaces/${namespace}/configmaps`,
      1,
    );
    expect(events.map(summary)).toEqual(['ADDED a']);
  });

  it('tell when an object comes into and goes out of the selection', async () => {
    const namespace = await given.newNamespace();
    const path = `/api/v1/namespaces/${namespace}/configmaps`;
    const { resourceVersion } = (await given.admin.list(path)).metadata;
    await given.admin.create(configMap(namespace, 'a'));
    await given.admin.replace(
      configMap(namespace, 'a', { labels: { app: 'x' } }),
    );
    await given.admin.replace(
      configMap(namespace, 'a', { labels: { app: 'x', tier: 'y' } }),
    );
    const last = await given.admin.replace(configMap(namespace, 'a'));
    const events = await take(
      given.admin,
      `${path}?labelSelector=app&resourceVersion=${resourceVersion}`,
      3,
    );
    expect(events.map(summary)).toEqual(['ADDED a', 'MODIFIED a', 'DELETED a']);
    expect(versionOf(events[2])).toBe(last.metadata.resourceVersion);
  });

  it('of one object tell of no other', async () => {
    const namespace = await given.newNamespace();
    const path = `/api/v1/namespaces/${namespace}/configmaps`;
    const { resourceVersion } = (await given.admin.list(path)).metadata;
    for (const name of ['a', 'b'])
      await given.admin.create(configMap(namespace, name));
    const events = await take(
      given.admin,
      `${path}?fieldSelector=metadata.name=b&resourceVersion=${resourceVersion}`,
      1,
    );
    expect(events.map(summary)).toEqual(['ADDED b']);
  });

  it('end when their time is over', async () => {
    const namespace = await given.newNamespace();
    expect(
      await take(
        given.admin,
        `/api/v1/namespaces/${namespace}/configmaps?timeoutSeconds=1`,
      ),
    ).toEqual([]);
  });

  it('list too, if asked for initial events', async () => {
    const namespace = await given.newNamespace();
    await given.admin.create(configMap(namespace, 'a'));
    const path = `/api/v1/namespaces/${namespace}/configmaps?sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan`;
    const events = await take(given.admin, path, 2);
    expect(events.map(({ type }) => type)).toEqual(['ADDED', 'BOOKMARK']);
    expect(events[1].object.metadata).toMatchObject({
      annotations: { 'k8s.io/initial-events-end': 'true' },
    });
  });

  it('refuse initial events of no moment', async () => {
    await expectStatus(
      take(given.admin, '/api/v1/configmaps?sendInitialEvents=true', 1),
      { code: 422, reason: 'Invalid' },
    );
  });
}
