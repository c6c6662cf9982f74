import { StatusError } from '../client/StatusError';
import { configMap, take } from '../suite/helpers';
import { path, useSampleCluster } from '../suite/useSampleCluster';

const given = useSampleCluster();

describe('versions that are forgotten', () => {
  it('410 as the last event of a watch', async () => {
    const { resourceVersion } = (await given.admin.list(path)).metadata;
    await given.admin.save(
      configMap('default', 'a', { labels: { edit: 'compaction' } }),
    );
    given.cluster.compact();
    expect(
      await take(given.admin, `${path}?resourceVersion=${resourceVersion}`),
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
    const first = await given.admin.list(`${path}?limit=1`);
    await given.admin.save(
      configMap('default', 'b', { labels: { edit: 'paging' } }),
    );
    given.cluster.compact();
    const refusal = await given.admin
      .list(`${path}?limit=1&continue=${first.metadata.continue}`)
      .catch(error => error);
    expect(refusal).toMatchObject({ code: 410, status: { reason: 'Expired' } });
    const rest = await given.admin.list(
      `${path}?continue=${(refusal as StatusError).status.metadata.continue}`,
    );
    expect(rest.items.map(({ metadata }) => metadata.name)).toEqual(['b', 'c']);
  });

  it('410 for the exact version of a list', async () => {
    const { resourceVersion } = (await given.admin.list(path)).metadata;
    await given.admin.save(
      configMap('default', 'c', { labels: { edit: 'exact' } }),
    );
    given.cluster.compact();
    const exact = `${path}?resourceVersion=${resourceVersion}&resourceVersionMatch=Exact`;
    await expect(given.admin.list(exact)).rejects.toMatchObject({ code: 410 });
  });

  it('both on demand, without compaction', async () => {
    const { metadata } = await given.admin.list(`${path}?limit=1`);
    await given.cluster.setFaults([{ then: { type: 'expire' } }]);
    await expect(
      given.admin.list(`${path}?continue=${metadata.continue}`),
    ).rejects.toMatchObject({ code: 410 });
    expect(
      await take(
        given.admin,
        `${path}?resourceVersion=${metadata.resourceVersion}`,
      ),
    ).toMatchObject([{ type: 'ERROR' }]);
  });
});
