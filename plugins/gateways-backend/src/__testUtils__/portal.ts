import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createServiceFactory,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  DefinitivePolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  SignalPayload,
  signalsServiceRef,
} from '@backstage/plugin-signals-node';
import { TestCluster } from '@product-gateways/sample-cluster';
import request from 'supertest';
import gatewaysPlugin from '../index';
import { sampleEntities } from './entities';

/** Decides about a permission by its name and, where it is about one product, its entity reference. */
export type Policy = (permission: string, product?: string) => boolean;

export interface Portal {
  get(path: string, headers?: Record<string, string>): request.Test;
  post(path: string, body: object): request.Test;
  /** What was broadcast so far. */
  ticks: SignalPayload[];
  stop(): Promise<void>;
}

/** The plugin in a backend, over these clusters, each reached with a kubeconfig of its `reader`. */
export async function startPortal(
  clusters: readonly TestCluster[],
  options: { policy?: Policy; gateways?: object; integrations?: object } = {},
): Promise<Portal> {
  const { policy = () => true, gateways = {}, integrations = {} } = options;
  const ticks: SignalPayload[] = [];
  const folder = await mkdtemp(join(tmpdir(), 'gateways-'));
  const configured = await Promise.all(
    clusters.map(async cluster => {
      const kubeconfig = join(folder, `${cluster.name}.yaml`);
      await writeFile(kubeconfig, JSON.stringify(cluster.kubeconfig('reader')));
      const { name } = cluster;
      return { name, title: name, zone: `zone-${name}`, kubeconfig };
    }),
  );
  const backend = await startTestBackend({
    features: [
      gatewaysPlugin,
      catalogServiceMock.factory({ entities: sampleEntities }),
      mockServices.rootConfig.factory({
        data: {
          gateways: { clusters: configured, ...gateways },
          integrations: { ...integrations },
        },
      }),
      mockServices.permissions.mock(permissionsBy(policy)).factory,
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({
          publish: async (signal: SignalPayload) => {
            ticks.push(signal);
          },
        }),
      }),
    ],
  });
  const path = (rest: string) => `/api/gateways${rest}`;
  return {
    get: (rest, headers = {}) =>
      request(backend.server).get(path(rest)).set(headers),
    post: (rest, body) => request(backend.server).post(path(rest)).send(body),
    ticks,
    stop: () => backend.stop(),
  };
}

/** Looks again after each tick until it is so. */
export async function eventually<T>(
  { ticks }: Portal,
  look: () => Promise<T>,
  isSo: (seen: T) => boolean,
): Promise<T> {
  const deadline = Date.now() + 8000;
  for (;;) {
    const known = ticks.length;
    const seen = await look();
    if (isSo(seen)) return seen;
    while (ticks.length === known) {
      if (Date.now() > deadline)
        throw new Error(`Still not so: ${JSON.stringify(seen)}`);
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  }
}

function permissionsBy(policy: Policy): PermissionsService {
  const decide = (
    name: string,
    product?: string,
  ): DefinitivePolicyDecision => ({
    result: policy(name, product)
      ? AuthorizeResult.ALLOW
      : AuthorizeResult.DENY,
  });
  return {
    authorize: async requests =>
      requests.map(({ permission, ...rest }) =>
        decide(
          permission.name,
          'resourceRef' in rest ? String(rest.resourceRef) : undefined,
        ),
      ),
    authorizeConditional: async requests =>
      requests.map(({ permission }) => {
        const owners = sampleEntities
          .filter(({ kind }) => kind === 'System')
          .map(({ metadata }) => metadata.name)
          .filter(name => policy(permission.name, `system:default/${name}`))
          .map(name => `group:default/${name}-team`);
        return {
          result: AuthorizeResult.CONDITIONAL,
          pluginId: 'gateways',
          resourceType: 'gateways-product',
          conditions: {
            rule: 'HAS_OWNER',
            resourceType: 'gateways-product',
            params: { owners },
          },
        };
      }),
  };
}
