import type { Given } from './given';
import { configMap, virtualService, expectStatus } from './helpers';

/** How a server writes. */
export function writes(given: Given) {
  it('fill in what the server knows', async () => {
    const namespace = await given.newNamespace();
    const created = await given.admin.create(
      virtualService(namespace, 'payments'),
    );
    expect(created).toMatchObject({
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: {
        name: 'payments',
        namespace,
        generation: 1,
        uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
    expect(created.metadata.creationTimestamp).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
    );
    expect(created.metadata.resourceVersion).toMatch(/^\d+$/);
  });

  it('make a name where one is asked for', async () => {
    const namespace = await given.newNamespace();
    const { metadata } = await given.admin.create({
      ...configMap(namespace, ''),
      metadata: { namespace, generateName: 'a-' },
    });
    expect(metadata.name).toMatch(/^a-[a-z0-9]{5}$/);
  });

  it('count generations of what is wanted, not of what is said about it', async () => {
    const namespace = await given.newNamespace();
    const created = await given.admin.create(
      virtualService(namespace, 'payments'),
    );
    const labelled = await given.admin.patch(created, {
      metadata: { labels: { app: 'payments' } },
    });
    const rerouted = await given.admin.patch(created, {
      spec: { hosts: ['b.my-company.io'] },
    });
    expect(
      [labelled, rerouted].map(({ metadata }) => metadata.generation),
    ).toEqual([1, 2]);
  });

  it('that change nothing make no new version', async () => {
    const namespace = await given.newNamespace();
    const created = await given.admin.create(
      virtualService(namespace, 'payments'),
    );
    expect((await given.admin.replace(created)).metadata.resourceVersion).toBe(
      created.metadata.resourceVersion,
    );
  });

  it('merge a patch', async () => {
    const namespace = await given.newNamespace();
    const created = await given.admin.create(
      configMap(
        namespace,
        'a',
        { labels: { app: 'a', tier: 'b' } },
        { x: '1', y: '2' },
      ),
    );
    const patched = await given.admin.patch(created, {
      metadata: { labels: { tier: null } },
      data: { y: '3' },
    });
    expect(patched.metadata.labels).toEqual({ app: 'a' });
    expect(patched.data).toEqual({ x: '1', y: '3' });
  });

  it('keep status apart', async () => {
    const namespace = await given.newNamespace();
    const created = await given.admin.create({
      ...virtualService(namespace, 'payments'),
      status: { observedGeneration: 7 },
    });
    expect(created.status).toBeUndefined();
    const observed = await given.admin.replaceStatus({
      ...created,
      spec: { hosts: ['x.y'] },
      status: { observedGeneration: 1 },
    });
    expect(observed).toMatchObject({
      spec: created.spec,
      status: { observedGeneration: 1 },
      metadata: { generation: 1 },
    });
    const replaced = await given.admin.replace({
      ...observed,
      status: { observedGeneration: 8 },
    });
    expect(replaced.status).toEqual({ observedGeneration: 1 });
  });

  it('of an older state are a conflict', async () => {
    const namespace = await given.newNamespace();
    const created = await given.admin.create(
      virtualService(namespace, 'payments'),
    );
    await given.admin.patch(created, {
      metadata: { labels: { app: 'payments' } },
    });
    await expectStatus(
      given.admin.replace({ ...created, spec: { hosts: ['x.y'] } }),
      {
        code: 409,
        reason: 'Conflict',
        message:
          'Operation cannot be fulfilled on virtualservices.networking.istio.io "payments": the object has been modified; please apply your changes to the latest version and try again',
        details: {
          name: 'payments',
          group: 'networking.istio.io',
          kind: 'virtualservices',
        },
      },
    );
  });

  it('of another object by the same name are a conflict', async () => {
    const namespace = await given.newNamespace();
    const first = await given.admin.create(configMap(namespace, 'a'));
    await given.admin.delete(first);
    await given.admin.create(configMap(namespace, 'a'));
    const { uid } = first.metadata;
    await expectStatus(
      given.admin.replace(configMap(namespace, 'a', { uid })),
      {
        code: 409,
        reason: 'Conflict',
      },
    );
  });

  it('for trial store nothing', async () => {
    const namespace = await given.newNamespace();
    const tried = await given.admin.create(
      configMap(namespace, 'a'),
      '?dryRun=All',
    );
    expect(tried.metadata.uid).toBeDefined();
    await expectStatus(given.admin.get(configMap(namespace, 'a')), {
      code: 404,
    });
    const stored = await given.admin.create(configMap(namespace, 'a'));
    await given.admin.replace(
      configMap(namespace, 'a', { labels: { app: 'a' } }),
      '?dryRun=All',
    );
    expect((await given.admin.get(stored)).metadata).toMatchObject({
      resourceVersion: stored.metadata.resourceVersion,
    });
  });

  it('delete, and wait for finalizers', async () => {
    const namespace = await given.newNamespace();
    const kept = await given.admin.create(
      configMap(namespace, 'kept', {
        finalizers: ['product-gateways.io/drain'],
      }),
    );
    await given.admin.delete(kept);
    const deleting = await given.admin.get(kept);
    expect(deleting.metadata.deletionTimestamp).toBeDefined();
    await given.admin.patch(kept, { metadata: { finalizers: null } });
    await expectStatus(given.admin.get(kept), { code: 404 });
  });

  it('delete a collection by its labels', async () => {
    const namespace = await given.newNamespace();
    for (const app of ['a', 'b'])
      await given.admin.create(configMap(namespace, app, { labels: { app } }));
    const path = `/api/v1/namespaces/${namespace}/configmaps`;
    expect(
      (await given.admin.raw('DELETE', `${path}?labelSelector=app=a`)).status,
    ).toBe(200);
    expect(
      (await given.admin.list(path)).items.map(({ metadata }) => metadata.name),
    ).toEqual(['b']);
  });
}
