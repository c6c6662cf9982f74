import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import { wrapServer } from '@backstage/backend-openapi-utils/testUtils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { startSampleCluster } from '@product-gateways/sample-cluster';
import express, { Express } from 'express';
import request from 'supertest';
import { sampleEntities } from '../__testUtils__/entities';
import { configOf, untilState } from '../__testUtils__/observed';
import { kubernetesObjects } from '../__testUtils__/sampleMesh';
import { readChanges } from '../changes/readChanges';
import { GatewayViews } from '../products/GatewayViews';
import { ProductCatalog } from '../products/ProductCatalog';
import { LiveMesh } from '../watching/LiveMesh';
import { spec } from '../schema/openapi';
import { createRouter } from './createRouter';

/** The proxy that compares asks for `localhost`, which may be IPv6 alone to Node and IPv4 alone to the machine. */
function onIPv4(app: Express): Express {
  const listen = app.listen.bind(app);
  return Object.assign(app, {
    listen: (port: number) => listen(port, '127.0.0.1'),
  });
}

/** The proxy knows no formats and takes one for a fault. */
const document = JSON.parse(JSON.stringify(spec), (key, value) =>
  key === 'format' ? undefined : value,
);

it('answers as the OpenAPI document says', async () => {
  const cluster = await startSampleCluster({
    name: 'east',
    identities: [
      {
        name: 'reader',
        rules: [
          { apiGroups: ['*'], resources: ['*'], verbs: ['list', 'watch'] },
        ],
      },
    ],
    objects: kubernetesObjects('east'),
  });
  const live = new LiveMesh([
    configOf(cluster, 'reader'),
    {
      name: 'gone',
      title: 'Gone',
      access: { by: 'nothing', reason: 'A test.' },
    },
  ]);
  await untilState(live, 'live');

  const views = new GatewayViews(live, {});
  const allow = { result: AuthorizeResult.ALLOW } as const;
  const app = express();
  app.get('/openapi.json', (_, res) => res.json(document));
  app.use(
    await createRouter({
      httpAuth: mockServices.httpAuth(),
      auditor: mockServices.auditor.mock(),
      catalog: new ProductCatalog({
        catalog: catalogServiceMock({ entities: sampleEntities }),
        permissions: mockServices.permissions.mock({
          authorize: async requests => requests.map(() => allow),
          authorizeConditional: async requests => requests.map(() => allow),
        }),
        kinds: ['System'],
        isAllowed: () => true,
      }),
      views,
      notice: 'Sample clusters, no data plane.',
      ...readChanges({
        config: new ConfigReader({}),
        reader: mockServices.urlReader.mock(),
        live: () => views.state,
      }),
    }),
  );
  app.use(
    MiddlewareFactory.create({
      config: mockServices.rootConfig(),
      logger: mockServices.logger.mock(),
    }).error(),
  );
  const server = await wrapServer(onIPv4(app));

  await request(server).get('/clusters').expect(200);
  await request(server).get('/products').expect(200);
  for (const { metadata, kind } of sampleEntities) {
    const expected = kind === 'System' ? 200 : 404;
    await request(server)
      .get(`/products/${kind}/default/${metadata.name}`)
      .expect(expected);
    await request(server)
      .get(`/products/${kind}/default/${metadata.name}/changes`)
      .expect(expected);
  }
  await request(server)
    .post('/changes/plan')
    .send({
      kind: 'create-gateway',
      product: 'system:default/payments',
      cluster: 'nowhere',
      hosts: ['payments.my-company.io'],
    })
    .expect(404);

  await live.stop();
  await cluster.stop();
});
