import type { Given } from './given';
import { gatewayClassCrd } from './given';
import { next, summary, virtualService, untilStatus } from './helpers';

/** Which kinds a server says that it has. */
export function discovery(given: Given) {
  it('names groups, their versions and the preferred one', async () => {
    const { groups } = JSON.parse((await given.admin.raw('GET', '/apis')).body);
    const group = {
      name: 'networking.istio.io',
      preferredVersion: {
        groupVersion: 'networking.istio.io/v1',
        version: 'v1',
      },
    };
    expect(groups).toContainEqual(expect.objectContaining(group));
    expect(
      JSON.parse(
        (await given.admin.raw('GET', '/apis/networking.istio.io')).body,
      ),
    ).toMatchObject({
      kind: 'APIGroup',
      ...group,
      versions: ['v1', 'v1beta1', 'v1alpha3'].map(version => ({
        groupVersion: `networking.istio.io/${version}`,
        version,
      })),
    });
  });

  it('describes the resources of a version', async () => {
    const { resources } = JSON.parse(
      (await given.admin.raw('GET', '/apis/networking.istio.io/v1')).body,
    );
    expect(
      resources.map((resource: { name: string }) => resource.name),
    ).toEqual(['virtualservices', 'virtualservices/status']);
    expect(resources[0]).toMatchObject({
      singularName: 'virtualservice',
      namespaced: true,
      kind: 'VirtualService',
      verbs: expect.arrayContaining(['get', 'list', 'watch']),
      shortNames: ['vs'],
    });
  });

  it('an object reads the same in each version that is served', async () => {
    const namespace = await given.newNamespace();
    await given.admin.create(virtualService(namespace, 'payments'));
    const { items } = await given.admin.list(
      `/apis/networking.istio.io/v1beta1/namespaces/${namespace}/virtualservices`,
    );
    expect(items).toMatchObject([
      { spec: { hosts: ['payments.my-company.io'] } },
    ]);
    expect(items[0].apiVersion).toBe('networking.istio.io/v1beta1');
  });

  it('a CRD brings a kind, and takes it away', async () => {
    const path = '/apis/gateway.networking.k8s.io/v1/gatewayclasses';
    expect((await given.admin.raw('GET', path)).status).toBe(404);
    await given.admin.create(gatewayClassCrd);
    await untilStatus(given.admin, path, 200);
    await untilStatus(given.admin, '/apis/gateway.networking.k8s.io/v1', 200);
    expect(await given.admin.get(gatewayClassCrd)).toMatchObject({
      status: {
        conditions: expect.arrayContaining([
          expect.objectContaining({ type: 'Established', status: 'True' }),
        ]),
      },
    });
    await given.admin.create({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GatewayClass',
      metadata: { name: 'istio' },
      spec: { controllerName: 'istio.io/gateway-controller' },
    });
    const watching = given.admin.watch(path);
    await next(watching, 1);
    await given.admin.delete(gatewayClassCrd);
    expect((await next(watching, Infinity)).map(summary)).toEqual([
      'DELETED istio',
    ]);
    await untilStatus(given.admin, path, 404);
  });
}
