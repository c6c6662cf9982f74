import {
  envtestAssets,
  KubernetesObject,
  PolicyRule,
  publishedCrds,
  startEnvtestCluster,
  startSampleCluster,
  TestCluster,
} from '@product-gateways/sample-cluster';
import {
  configOf,
  healthOf,
  impatient,
  snapshotIn,
  until,
  untilState,
} from '../__testUtils__/observed';
import { LiveMesh } from './LiveMesh';
import { resourceName } from './resourcePath';
import { watchedKinds } from './watchedKinds';
import { WatchLimits } from './WatchLimits';

jest.setTimeout(60_000);

/** What the reader's ClusterRole has to allow, and no more. */
const readerRules: PolicyRule[] = watchedKinds.map(({ group, plural }) => ({
  apiGroups: [group],
  resources: [plural],
  verbs: ['get', 'list', 'watch'],
}));

const withoutVirtualServices = readerRules.filter(
  ({ resources = [] }) => !resources.includes('virtualservices'),
);

const options = {
  name: 'east',
  identities: [{ name: 'reader', rules: readerRules }],
  crds: publishedCrds('gateway-api'),
};

const servers: [string, (() => Promise<TestCluster>) | undefined][] = [
  ['a sample cluster', () => startSampleCluster(options)],
  [
    'a real API server',
    envtestAssets({ lookInDefault: true })
      ? () => startEnvtestCluster(options)
      : undefined,
  ],
];

const namespace: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'payments' },
};

const virtualService = (name: string): KubernetesObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name, namespace: 'payments' },
  spec: {
    hosts: [`${name}.my-company.io`],
    http: [{ route: [{ destination: { host: name } }] }],
  },
});

const kind = 'virtualservices.networking.istio.io';

describe.each(servers)('watching %s', (_, start) => {
  if (!start) {
    // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect -- told as skipped where the programs are not
    it.skip('set KUBEBUILDER_ASSETS to a folder with etcd and kube-apiserver', () => {});
    return;
  }

  let cluster: TestCluster;
  let live: LiveMesh;
  beforeAll(async () => {
    cluster = await start();
    await cluster.client('admin').create(namespace);
  });
  afterAll(() => cluster.stop());
  afterEach(async () => {
    await live.stop();
    await cluster.setFaults([]);
  });

  /** A real server sends a bookmark a minute, and a quiet watch must not be taken for a dead one. */
  function observe(limits: Partial<WatchLimits> = {}) {
    live = new LiveMesh([configOf(cluster, 'reader')], {
      ...impatient,
      limits: {
        openWithin: 3000,
        pageWithin: 5000,
        watchSeconds: [2, 3],
        ...limits,
      },
    });
  }

  const names = () =>
    snapshotIn(live)
      .list('networking.istio.io', 'VirtualService')
      .map(({ metadata }) => metadata.name)
      .sort();
  const untilNames = (...expected: string[]) =>
    until(live, () => names().join() === expected.join(), 10_000);
  const missing = () =>
    healthOf(live, 'east').missing.find(each => each.kind === kind)?.reason;

  it('sees a CRD that is not installed, and the kind when it is', async () => {
    observe();
    await untilState(live, 'live');
    expect(missing()).toBe('not-installed');
    const client = cluster.client('admin');
    for (const crd of publishedCrds('istio')) await client.create(crd);
    await until(live, () => missing() === undefined, 15_000);
  });

  it('shows every change, the latest within a second, and only ever reads', async () => {
    observe();
    await untilState(live, 'live');
    expect(healthOf(live, 'east').missing).toEqual([]);
    const client = cluster.client('admin');
    await client.create(virtualService('payments'));
    await untilNames('payments');

    const before = performance.now();
    await client.create(virtualService('refunds'));
    await untilNames('payments', 'refunds');
    expect(performance.now() - before).toBeLessThan(1000);
    await client.delete(virtualService('refunds'));
    await untilNames('payments');

    const asked = cluster
      .requests()
      .filter(({ identity }) => identity === 'reader');
    expect(asked.length).toBeGreaterThan(0);
    expect(
      asked.filter(({ verb }) => !['get', 'list', 'watch'].includes(verb)),
    ).toEqual([]);
    expect(asked.filter(({ status }) => status === 403)).toEqual([]);
  });

  it('reads in pages', async () => {
    const client = cluster.client('admin');
    const more = ['a', 'b', 'c', 'd', 'e'];
    for (const name of more) await client.create(virtualService(name));
    observe({ pageSize: 2 });
    await untilNames(...more, 'payments');
    for (const name of more) await client.delete(virtualService(name));
    await untilNames('payments');
  });

  it('goes on where it stood when the connection comes back', async () => {
    observe();
    await untilState(live, 'live');
    await cluster.setFaults([{ then: { type: 'refuse' } }]);
    await untilState(live, 'stale');
    expect(names()).toEqual(['payments']);
    await cluster.setFaults([]);
    await cluster.client('admin').create(virtualService('late'));
    await untilNames('late', 'payments');
    await untilState(live, 'live');
    await cluster.client('admin').delete(virtualService('late'));
    await untilNames('payments');
  });

  it('finds connections that are open and dead', async () => {
    observe({ silence: 1500, watchSeconds: [300, 600] });
    await untilNames('payments');
    await cluster.setFaults([
      { then: { type: 'silence', connections: 'existing' } },
    ]);
    await cluster.setFaults([]);
    const admin = cluster.client('admin');
    await admin.create(virtualService('unheard'));
    await untilNames('payments', 'unheard');
    await admin.delete(virtualService('unheard'));
    await untilNames('payments');
  });

  it('no longer shows what is revoked, and shows it again when it is allowed', async () => {
    observe();
    await untilNames('payments');
    await cluster.setRules('reader', withoutVirtualServices);
    await until(live, () => missing() === 'forbidden', 10_000);
    expect(names()).toEqual([]);
    expect(healthOf(live, 'east').state).toBe('partial');
    expect(snapshotIn(live).list('', 'Namespace').length).toBeGreaterThan(0);
    await cluster.setRules('reader', readerRules);
    await untilNames('payments');
    await untilState(live, 'live');
  });
});

it('names each watched kind as its CRD does', () => {
  const published = [
    ...publishedCrds('istio'),
    ...publishedCrds('gateway-api'),
  ].map(({ metadata }) => metadata.name);
  const custom = watchedKinds.filter(({ group }) =>
    /istio|gateway/.test(group),
  );
  for (const each of custom) expect(published).toContain(resourceName(each));
});
