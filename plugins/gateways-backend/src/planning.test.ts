import {
  ChangePlan,
  ProductGateways,
} from '@product-gateways/backstage-plugin-gateways-common';
import { Kind } from '@product-gateways/mesh';
import {
  KubernetesObject,
  startSampleCluster,
} from '@product-gateways/sample-cluster';
import { eventually, Portal, startPortal } from './__testUtils__/portal';
import { kubernetesObjects } from './__testUtils__/sampleMesh';
import { startSeededForge } from './changes/__testUtils__/seededForge';
import { pageKinds, watchedKinds } from './watching/watchedKinds';

jest.setTimeout(20_000);

/** It holds for the shared gateway's pods alone, and only plans look at it. */
const policy: KubernetesObject = {
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'partners', namespace: 'istio-system' },
  spec: { selector: { matchLabels: { istio: 'ingressgateway' } } },
};

let seeded: Awaited<ReturnType<typeof startSeededForge>>;
const parts: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  seeded = await startSeededForge();
});

afterEach(async () => {
  for (const part of parts.splice(0).reverse()) await part.stop();
});

afterAll(() => seeded.stop());

/** The portal over the sample company's east, of which its reader may read these kinds. */
async function startReading(kinds: readonly Kind[]): Promise<Portal> {
  const rules = kinds.map(({ group, plural }) => ({
    apiGroups: [group],
    resources: [plural],
    verbs: ['get', 'list', 'watch'],
  }));
  const east = await startSampleCluster({
    name: 'east',
    identities: [{ name: 'reader', rules }],
    objects: [...kubernetesObjects('east'), policy],
  });
  parts.push(east);
  const { config } = seeded.options();
  const portal = await startPortal([east], {
    gateways: { git: config.get('gateways.git') },
    integrations: Object(config.get('integrations')),
  });
  parts.push(portal);
  return portal;
}

async function clusterOf(portal: Portal) {
  const { body } = await portal.get('/products/system/default/payments');
  const [east]: ProductGateways['clusters'] = body.clusters ?? [];
  return east;
}

async function planned(portal: Portal): Promise<ChangePlan> {
  const { body } = await portal
    .post('/changes/plan', {
      kind: 'create-gateway',
      product: 'system:default/payments',
      cluster: 'east',
      hosts: ['payments.my-company.io'],
    })
    .expect(200);
  return body;
}

it('a plan says which policies do not hold for the new gateway, and the page names no kind that only plans need', async () => {
  const portal = await startReading(watchedKinds);
  const east = await eventually(
    portal,
    () => clusterOf(portal),
    ({ state }) => state === 'live',
  );
  expect(east.missing).toEqual([]);
  await eventually(
    portal,
    () => planned(portal),
    ({ warnings }) =>
      warnings.length === 1 &&
      /^AuthorizationPolicy istio-system\/partners applies to the shared gateway/.test(
        warnings[0],
      ),
  );
});

it('with an older role the page is complete, and a plan says what it could not see', async () => {
  const portal = await startReading(pageKinds);
  const east = await eventually(
    portal,
    () => clusterOf(portal),
    ({ state, missing }) =>
      state === 'live' && missing.some(({ kind }) => kind === 'nodes'),
  );
  for (const each of east.missing)
    expect(each).toMatchObject({ reason: 'forbidden', plansOnly: true });

  const { outcome, warnings } = await planned(portal);
  expect(outcome).toBe('change');
  expect(warnings).toContainEqual(
    expect.stringMatching(
      /does not see every kind of object in cluster east \(.*AuthorizationPolicy.*\): what they say is not considered/,
    ),
  );
});
