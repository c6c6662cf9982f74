import type { Given } from './given';
import { configMap, virtualService, expectStatus } from './helpers';

/** What a server refuses, and in which words. */
export function refusals(given: Given) {
  it('an object that is there already', async () => {
    const namespace = await given.newNamespace();
    await given.admin.create(virtualService(namespace, 'payments'));
    await expectStatus(
      given.admin.create(virtualService(namespace, 'payments')),
      {
        code: 409,
        reason: 'AlreadyExists',
        message:
          'virtualservices.networking.istio.io "payments" already exists',
        details: {
          name: 'payments',
          group: 'networking.istio.io',
          kind: 'virtualservices',
        },
      },
    );
  });

  it('an object that is not there', async () => {
    await expectStatus(given.admin.get(configMap('default', 'nothing')), {
      code: 404,
      reason: 'NotFound',
      message: 'configmaps "nothing" not found',
      details: { name: 'nothing', kind: 'configmaps' },
    });
  });

  it('a namespace that is not there', async () => {
    await expectStatus(given.admin.create(configMap('nowhere', 'a')), {
      code: 404,
      reason: 'NotFound',
      message: 'namespaces "nowhere" not found',
      details: { name: 'nowhere', kind: 'namespaces' },
    });
  });

  it.each(['Payments', 'pay ments', '-payments', 'payments\n'])(
    'the name %j',
    async name => {
      await expectStatus(given.admin.create(virtualService('default', name)), {
        code: 422,
        reason: 'Invalid',
        message: expect.stringContaining(
          `VirtualService.networking.istio.io ${JSON.stringify(
            name,
          )} is invalid: metadata.name: Invalid value: ${JSON.stringify(
            name,
          )}: a lowercase RFC 1123 subdomain must consist of`,
        ),
      });
    },
  );

  it('an update of a custom resource that does not say of which version', async () => {
    const created = await given.admin.create(
      virtualService(await given.newNamespace(), 'payments'),
    );
    const { resourceVersion, ...metadata } = created.metadata;
    await expectStatus(given.admin.replace({ ...created, metadata }), {
      code: 422,
      reason: 'Invalid',
    });
  });

  it.each([
    [
      'labels that are no texts',
      {
        ...configMap('default', 'a'),
        metadata: { name: 'a', labels: { a: 1 } },
      },
    ],
    ['another kind', { ...configMap('default', 'a'), kind: 'Secret' }],
    ['another version', { ...configMap('default', 'a'), apiVersion: 'v2' }],
    ['another namespace', configMap('kube-system', 'a')],
    ['a list', []],
  ])('%s', async (_, object) => {
    const content = {
      type: 'application/json',
      text: JSON.stringify(object),
    };
    const { status, body } = await given.admin.raw(
      'POST',
      '/api/v1/namespaces/default/configmaps',
      content,
    );
    expect({ status, reason: JSON.parse(body).reason }).toEqual({
      status: 400,
      reason: 'BadRequest',
    });
  });

  it('a body that is no JSON', async () => {
    const content = { type: 'application/json', text: '{"kind":' };
    expect(
      (
        await given.admin.raw(
          'POST',
          '/api/v1/namespaces/default/configmaps',
          content,
        )
      ).status,
    ).toBe(400);
  });

  it.each(['/apis/nothing.example/v1/things', '/nothing'])(
    '%s, which nobody serves, in plain text',
    async path => {
      const { status, headers, body } = await given.admin.raw('GET', path);
      expect({ status, body }).toEqual({
        status: 404,
        body: expect.stringContaining(
          path === '/nothing' ? '' : '404 page not found',
        ),
      });
      expect(headers['content-type']).not.toBe('');
    },
  );

  it('a kind that its group does not have', async () => {
    await expectStatus(given.admin.list('/apis/apps/v1/things'), {
      code: 404,
      reason: 'NotFound',
      message: 'the server could not find the requested resource',
    });
  });
}
