import type { Given } from './given';
import { configMap, expectStatus } from './helpers';

/** How a server lists. */
export function lists(given: Given) {
  it('come in pages that all show one moment', async () => {
    const namespace = await given.newNamespace();
    for (const name of ['a', 'b', 'c', 'd', 'e'])
      await given.admin.create(configMap(namespace, name));
    const path = `/api/v1/namespaces/${namespace}/configmaps?limit=2`;
    const first = await given.admin.list(path);
    await given.admin.create(configMap(namespace, 'bb'));
    await given.admin.delete(configMap(namespace, 'd'));
    const second = await given.admin.list(
      `${path}&continue=${first.metadata.continue}`,
    );
    const third = await given.admin.list(
      `${path}&continue=${second.metadata.continue}`,
    );
    expect(
      [first, second, third].map(({ items }) =>
        items.map(({ metadata }) => metadata.name),
      ),
    ).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect(
      [first, second, third].map(({ metadata }) => metadata.remainingItemCount),
    ).toEqual([3, 1, undefined]);
    expect(
      new Set(
        [first, second, third].map(({ metadata }) => metadata.resourceVersion),
      ).size,
    ).toBe(1);
    expect(third.metadata.continue ?? '').toBe('');
  });

  it.each([
    ['labelSelector=app', ['ledger', 'payments']],
    ['labelSelector=app=payments', ['payments']],
    ['labelSelector=app!=payments', ['ledger', 'plain']],
    ['labelSelector=app in (ledger,orders)', ['ledger']],
    ['labelSelector=app notin (ledger),app', ['payments']],
    ['labelSelector=!app', ['plain']],
    ['fieldSelector=metadata.name=payments', ['payments']],
    ['fieldSelector=metadata.name!=payments', ['ledger', 'plain']],
    ['labelSelector=app&fieldSelector=metadata.name=ledger', ['ledger']],
  ])('select by %s', async (selector, names) => {
    const namespace = await given.newNamespace();
    for (const app of ['ledger', 'payments'])
      await given.admin.create(configMap(namespace, app, { labels: { app } }));
    await given.admin.create(configMap(namespace, 'plain'));
    const { items } = await given.admin.list(
      `/api/v1/namespaces/${namespace}/configmaps?${selector}`,
    );
    expect(items.map(({ metadata }) => metadata.name)).toEqual(names);
  });

  it.each(['a=(', 'a b', '=b'])(
    'refuse the label selector %s',
    async selector => {
      const { status } = await given.admin.raw(
        'GET',
        `/api/v1/configmaps?labelSelector=${encodeURIComponent(selector)}`,
      );
      expect(status).toBe(400);
    },
  );

  it('refuse a field that cannot be selected by', async () => {
    await expectStatus(
      given.admin.list('/api/v1/pods?fieldSelector=data.a=1'),
      {
        code: 400,
        reason: 'BadRequest',
        message: 'field label not supported: data.a',
      },
    );
  });

  it('refuse a continue token that is none', async () => {
    await expectStatus(given.admin.list('/api/v1/configmaps?continue=abc'), {
      code: 400,
      reason: 'BadRequest',
    });
  });

  it('answer 504 for a version that is yet to come', async () => {
    await expectStatus(
      given.admin.list('/api/v1/configmaps?resourceVersion=99999999'),
      {
        code: 504,
        reason: 'Timeout',
        message: expect.stringMatching(
          /^Timeout: Too large resource version: 99999999, current: \d+$/,
        ),
        details: {
          causes: [
            {
              reason: 'ResourceVersionTooLarge',
              message: 'Too large resource version',
            },
          ],
          retryAfterSeconds: 1,
        },
      },
    );
  });

  it('show the moment that is asked for', async () => {
    const namespace = await given.newNamespace();
    const { metadata } = await given.admin.create(configMap(namespace, 'a'));
    await given.admin.create(configMap(namespace, 'b'));
    const then = `/api/v1/namespaces/${namespace}/configmaps?resourceVersion=${metadata.resourceVersion}`;
    const count = async (query: string) =>
      (await given.admin.list(then + query)).items.length;
    expect(await count('&resourceVersionMatch=Exact')).toBe(1);
    expect(await count('&resourceVersionMatch=NotOlderThan')).toBe(2);
    expect(await count('&limit=5')).toBe(1);
    expect(await count('')).toBe(2);
  });
}
