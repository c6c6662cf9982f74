import type { Given } from './given';
import { readerRules } from './given';
import {
  virtualService,
  expectStatus,
  untilStatus,
  withToken,
} from './helpers';

/** Who may do what. */
export function access(given: Given) {
  it('401 for a wrong token', async () => {
    const { status, body } = await withToken(given.cluster, 'wrong').raw(
      'GET',
      '/api/v1/pods',
    );
    expect({ status, body: JSON.parse(body) }).toEqual({
      status: 401,
      body: {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: 'Unauthorized',
        reason: 'Unauthorized',
        code: 401,
      },
    });
  });

  it('403 without a token, but for health and version', async () => {
    const anonymous = withToken(given.cluster, undefined);
    const statuses = [
      '/livez',
      '/readyz',
      '/version',
      '/api',
      '/api/v1/pods',
    ].map(async path => (await anonymous.raw('GET', path)).status);
    expect(await Promise.all(statuses)).toEqual([200, 200, 200, 403, 403]);
  });

  it.each([
    [
      '/api/v1/pods',
      'pods is forbidden: User "reader" cannot list resource "pods" in API group "" at the cluster scope',
      { kind: 'pods' },
    ],
    [
      '/apis/apps/v1/namespaces/default/deployments/a',
      'deployments.apps "a" is forbidden: User "reader" cannot get resource "deployments" in API group "apps" in the namespace "default"',
      { name: 'a', group: 'apps', kind: 'deployments' },
    ],
    [
      '/apis/nothing.example/v1/things',
      'things.nothing.example is forbidden: User "reader" cannot list resource "things" in API group "nothing.example" at the cluster scope',
      { group: 'nothing.example', kind: 'things' },
    ],
  ])('403 for the reader at %s', async (path, message, details) => {
    await expectStatus(given.cluster.client('reader').list(path), {
      code: 403,
      reason: 'Forbidden',
      message,
      details,
    });
  });

  it('lets the reader read, not write', async () => {
    const reader = given.cluster.client('reader');
    expect(
      (await reader.list('/apis/networking.istio.io/v1/virtualservices')).kind,
    ).toBe('VirtualServiceList');
    await expectStatus(reader.create(virtualService('default', 'a')), {
      code: 403,
      reason: 'Forbidden',
    });
  });

  it.each([
    ['list', 'virtualservices', true],
    ['delete', 'virtualservices', false],
    ['list', 'gateways', false],
  ])('says whether the reader may %s %s', async (verb, resource, allowed) => {
    const review = {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: {
        resourceAttributes: { verb, group: 'networking.istio.io', resource },
      },
    };
    const content = {
      type: 'application/json',
      text: JSON.stringify(review),
    };
    const answer = await given.cluster
      .client('reader')
      .raw(
        'POST',
        '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
        content,
      );
    expect({
      status: answer.status,
      allowed: JSON.parse(answer.body).status.allowed,
    }).toEqual({ status: 201, allowed });
  });

  it('logs who asked for what', async () => {
    await given.cluster
      .client('reader')
      .list('/apis/networking.istio.io/v1/namespaces/logged/virtualservices');
    expect(
      given.cluster.requests().find(({ namespace }) => namespace === 'logged'),
    ).toMatchObject({
      identity: 'reader',
      verb: 'list',
      group: 'networking.istio.io',
      resource: 'virtualservices',
      status: 200,
    });
  });

  it('new rules hold at once', async () => {
    const reader = given.cluster.client('reader');
    await given.cluster.setRules('reader', []);
    await untilStatus(
      reader,
      '/apis/networking.istio.io/v1/virtualservices',
      403,
    );
    await given.cluster.setRules('reader', readerRules);
    await untilStatus(
      reader,
      '/apis/networking.istio.io/v1/virtualservices',
      200,
    );
  });
}
