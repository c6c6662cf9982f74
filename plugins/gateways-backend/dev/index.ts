import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { sampleEntities } from '../src/__testUtils__/entities';

/**
 * `yarn start` in this folder: the plugin alone, over the clusters of app-config.yaml, for everybody and without a token.
 * With the playground running: curl localhost:7007/api/gateways/products/system/default/payments
 */
const backend = createBackend();

backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(
  createServiceFactory({
    service: coreServices.permissions,
    deps: {},
    factory: () => mockServices.permissions({ result: AuthorizeResult.ALLOW }),
  }),
);
backend.add(catalogServiceMock.factory({ entities: sampleEntities }));
backend.add(import('../src'));

backend.start();
