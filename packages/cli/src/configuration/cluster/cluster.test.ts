import { kinds } from '@product-gateways/mesh';
import {
  envtestAssets,
  Fault,
  KubeconfigData,
  KubernetesObject,
  PolicyRule,
  startEnvtestCluster,
  startSampleCluster,
  TestCluster,
} from '@product-gateways/sample-cluster';
import { gateway, routes } from '../../__testUtils__/payments';
import { workFolder } from '../../__testUtils__/workFolder';
import { parse } from '../files/parse';

jest.setTimeout(60_000);

const rules: PolicyRule[] = [
  { apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list'] },
];
const identities = [{ name: 'reader', rules }];

function objectsIn(yaml: string): KubernetesObject[] {
  const parsed = parse(yaml, 'objects');
  if ('fault' in parsed) throw new Error(parsed.fault);
  return parsed.manifests.map(({ object }) => object as KubernetesObject);
}

const objects = objectsIn(`${gateway}---\n${routes}`);

const { cli, write, remove } = workFolder();
const started: TestCluster[] = [];
afterAll(async () => {
  await Promise.all(started.map(cluster => cluster.stop()));
  remove();
});

async function start<T extends TestCluster>(starting: Promise<T>): Promise<T> {
  const cluster = await starting;
  started.push(cluster);
  return cluster;
}

/** The command line, with a kubeconfig that has a context for each cluster. */
function ask(clusters: readonly TestCluster[], ...args: string[]) {
  const configs = clusters.map(cluster => cluster.kubeconfig('reader'));
  const kubeconfig: KubeconfigData = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: configs.flatMap(config => config.clusters),
    users: configs.flatMap(config => config.users),
    contexts: configs.flatMap(config => config.contexts),
    'current-context': '',
  };
  write({ kubeconfig: JSON.stringify(kubeconfig) });
  return cli([...args, '--kubeconfig', 'kubeconfig']);
}

const url = ['--url', 'http://payments.my-company.io/web'];

const sample = (
  name: string,
  options: Partial<Parameters<typeof startSampleCluster>[0]> = {},
) => start(startSampleCluster({ name, identities, objects, ...options }));

const servers: [string, () => Promise<TestCluster>][] = [
  ['a sample cluster', () => startSampleCluster({ name: 'east', identities })],
  ...(envtestAssets({ lookInDefault: true })
    ? ([
        [
          'a real API server',
          () => startEnvtestCluster({ name: 'east', identities }),
        ],
      ] satisfies [string, () => Promise<TestCluster>][])
    : []),
];

test.each(servers)('%s answers like its files', async (_, starting) => {
  const east = await start(starting());
  const admin = east.client('admin');
  await admin.create({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'payments' },
  });
  for (const object of objects) await admin.create(object);

  const { status, out, err } = await ask(
    [east],
    'resolve',
    '--context',
    'east',
    ...url,
  );
  expect({ status, err }).toEqual({
    status: 0,
    err: 'east has no Certificate installed.\n',
  });
  expect(out).toContain(
    'Pod payments/gateway-1 → payments.payments.svc.cluster.local:8080',
  );
  expect(out).toContain('  cluster east\n    │ uri:\n    │   prefix: /web\n');
});

test('is read in pages, and only read', async () => {
  const routesOf = (i: number) =>
    objectsIn(routes.replaceAll('payments', `payments-${i}`));
  const many = Array.from({ length: 1200 }, (_, i) => i).flatMap(routesOf);
  const east = await sample('east', { objects: [...objects, ...many] });
  expect(await ask([east], 'routes', 'context:east')).toMatchObject({
    status: 0,
  });
  const asked = east.requests();
  expect(new Set(asked.map(({ verb }) => verb))).toEqual(
    new Set(['get', 'list']),
  );
  expect(
    asked.filter(({ resource }) => resource === 'virtualservices'),
  ).toHaveLength(3);
});

test('mesh config comes from beside istiod', async () => {
  const istiod = `apiVersion: apps/v1
kind: Deployment
metadata: { name: istiod, namespace: mesh, labels: { app: istiod } }
spec:
  selector: { matchLabels: { app: istiod } }
  template: { spec: { containers: [{ name: discovery, image: pilot, env: [{ name: PILOT_SCOPE_GATEWAY_TO_NAMESPACE, value: "true" }] }] } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: mesh }
data: { mesh: "defaultVirtualServiceExportTo: ['~']" }
`;
  const east = await sample('east', {
    objects: [...objects, ...objectsIn(istiod)],
  });
  expect(
    await ask([east], 'resolve', '--context', 'east', ...url),
  ).toMatchObject({ status: 1 });
});

test('several clusters are told apart, and one that is dead hides no other', async () => {
  const [east, west] = await Promise.all([sample('east'), sample('west')]);
  const both = ['gateways', '--context', 'east', '--context', 'w=west'];
  const seen = (await ask([east, west], ...both)).out;
  expect(seen).toContain('east     Pod payments/gateway-1');
  expect(seen).toContain('w        Pod payments/gateway-1');

  await west.setFaults([{ then: { type: 'refuse' } }]);
  const { status, out, err } = await ask([east, west], ...both);
  expect(status).toBe(0);
  expect(out).toContain('east     Pod payments/gateway-1');
  expect(err).toMatch(/^west is not seen: 127.0.0.1:\d+: .*ECONNREFUSED/m);
  expect(
    await ask([east, west], 'gateways', '--context', 'west'),
  ).toMatchObject({
    status: 2,
    out: expect.stringContaining('No gateway workload is there.'),
  });
});

test('a kind that is forbidden is never "none"', async () => {
  const all = { verbs: ['get', 'list'], resources: ['*'] };
  const allowed = ['', 'apps', 'discovery.k8s.io', 'networking.k8s.io'];
  const east = await sample('east', {
    identities: [{ name: 'reader', rules: [{ ...all, apiGroups: allowed }] }],
  });
  const { status, out, err } = await ask([east], 'routes', '--context', 'east');
  expect(status).toBe(2);
  const said =
    'east is seen in part: virtualservices.networking.istio.io may not be listed.';
  expect(err).toContain(said);
  expect(out).toContain(said);
});

test('who may not list Nodes lacks nothing', async () => {
  const resources = kinds
    .map(({ plural }) => plural)
    .filter(plural => plural !== 'nodes');
  const rule = { verbs: ['get', 'list'], apiGroups: ['*'], resources };
  const east = await sample('east', {
    identities: [{ name: 'reader', rules: [rule] }],
  });
  const { err } = await ask([east], 'routes', '--context', 'east');
  expect(err).not.toContain('may not be listed');
});

test.each<[string, Fault['then'], string]>([
  [
    "a proxy's page",
    { type: 'html' },
    'virtualservices.networking.istio.io could not be listed',
  ],
  [
    'a body that breaks off',
    { type: 'truncate', afterBytes: 80 },
    'could not be listed',
  ],
  ['a reset', { type: 'reset' }, 'could not be listed'],
  ['an error', { type: 'status', code: 500 }, 'answered 500'],
])('%s is never an empty list', async (_, then, message) => {
  const east = await sample('east');
  await east.setFaults([
    { match: { resource: 'virtualservices' }, then } as Fault,
  ]);
  const { status, out } = await ask([east], 'routes', '--context', 'east');
  expect(status).toBe(2);
  expect(out).toContain(message);
});

test('a list that expires between two pages starts anew', async () => {
  const east = await sample('east');
  await east.setFaults([
    {
      match: { resource: 'virtualservices' },
      times: 1,
      then: { type: 'status', code: 410 },
    },
  ]);
  expect(await ask([east], 'routes', '--context', 'east')).toMatchObject({
    status: 0,
  });
});

test('what listens there is no API server', async () => {
  const east = await sample('east');
  await east.setFaults([{ then: { type: 'html' } }]);
  const { status, err } = await ask([east], 'gateways', '--context', 'east');
  expect(status).toBe(2);
  expect(err).toContain('east is not seen: ');
});

test('a cluster against a folder: what would merging it do?', async () => {
  const east = await sample('east');
  write({ 'after.yaml': `${gateway}---\n${routes.replace('/web', '/api')}` });
  const { status, out } = await ask(
    [east],
    'contract',
    'context:east',
    'after.yaml',
  );
  expect(status).toBe(1);
  expect(out).toContain('before cluster east');
  expect(out).toContain('after after.yaml:32');
});

test.each([['nope', "The kubeconfig has no context 'nope', only: east."]])(
  'context %s is refused',
  async (context, message) => {
    const east = await sample('east');
    expect(await ask([east], 'gateways', '--context', context)).toEqual({
      status: 2,
      out: '',
      err: `${message}\n`,
    });
  },
);

test('a kubeconfig that is not there is refused', async () => {
  const { status, err } = await cli([
    'gateways',
    '--context',
    'x',
    '--kubeconfig',
    'gone',
  ]);
  expect(status).toBe(2);
  expect(err).toMatch(/^The kubeconfig .*gone cannot be read: /);
});
