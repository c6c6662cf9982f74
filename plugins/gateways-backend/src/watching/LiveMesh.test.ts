import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Fault,
  KubernetesObject,
  PolicyRule,
  publishedCrds,
  SampleCluster,
  SampleClusterOptions,
  startSampleCluster,
} from '@product-gateways/sample-cluster';
import {
  configOf,
  healthOf,
  impatient,
  snapshotIn,
  until,
  untilState,
} from '../__testUtils__/observed';
import { LiveMesh, LiveMeshOptions } from './LiveMesh';
import { pageKinds } from './watchedKinds';

const readAll: PolicyRule[] = [
  { apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list', 'watch'] },
];

const virtualService = (name: string): KubernetesObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name, namespace: 'payments' },
  spec: { hosts: [`${name}.my-company.io`] },
});

const clusters: SampleCluster[] = [];
const meshes: LiveMesh[] = [];
afterEach(async () => {
  await Promise.all(meshes.splice(0).map(live => live.stop()));
  await Promise.all(clusters.splice(0).map(cluster => cluster.stop()));
});

async function start(options: Partial<SampleClusterOptions> = {}) {
  const cluster = await startSampleCluster({
    name: 'east',
    identities: [{ name: 'reader', rules: readAll }],
    objects: [virtualService('payments')],
    bookmarkEveryMilliseconds: 500,
    ...options,
  });
  clusters.push(cluster);
  return cluster;
}

function observe(options: LiveMeshOptions, ...observed: SampleCluster[]) {
  const live = new LiveMesh(
    observed.map(cluster => configOf(cluster, 'reader')),
    { ...impatient, ...options },
  );
  meshes.push(live);
  return live;
}

async function startLive(
  options: Partial<SampleClusterOptions> = {},
  watching: LiveMeshOptions = {},
) {
  const cluster = await start(options);
  const live = observe(watching, cluster);
  await untilState(live, 'live');
  return { cluster, live };
}

const names = (live: LiveMesh, cluster = 'east') =>
  snapshotIn(live, cluster)
    .list('networking.istio.io', 'VirtualService')
    .map(({ metadata }) => metadata.name)
    .sort();

const untilNames = (live: LiveMesh, ...expected: string[]) =>
  until(live, () => names(live).join() === expected.join());

const virtualServices = 'virtualservices.networking.istio.io';

const isMissing = (live: LiveMesh, why: string) =>
  healthOf(live, 'east').missing.some(
    ({ kind, reason }) => kind === virtualServices && reason === why,
  );

const of = (resource: string, ...verb: ('list' | 'watch')[]) => ({
  resource,
  verb,
});
const endWatches: Fault = { then: { type: 'end-watch', afterMilliseconds: 0 } };

describe('a healthy cluster', () => {
  it('is live, and every change shows', async () => {
    const { cluster, live } = await startLive();
    expect(names(live)).toEqual(['payments']);

    const client = cluster.client('admin');
    await client.create(virtualService('analytics'));
    await untilNames(live, 'analytics', 'payments');
    await client.delete(virtualService('payments'));
    await untilNames(live, 'analytics');
  });

  it('is read in pages, and only read', async () => {
    const objects = Array.from({ length: 25 }, (_, index) =>
      virtualService(`vs-${index}`),
    );
    const { cluster, live } = await startLive(
      { objects },
      { limits: { ...impatient.limits, pageSize: 10 } },
    );
    expect(names(live)).toHaveLength(25);
    const requests = cluster.requests();
    expect(
      requests.filter(
        ({ verb, resource }) =>
          verb === 'list' && resource === 'virtualservices',
      ),
    ).toHaveLength(3);
    expect(new Set(requests.map(({ verb }) => verb))).toEqual(
      new Set(['get', 'list', 'watch']),
    );
  });

  it('gives the very same mesh until something changes', async () => {
    const { cluster, live } = await startLive();
    const before = live.mesh;
    await cluster.client('admin').create(virtualService('analytics'));
    expect(live.mesh).toBe(before);
    await untilNames(live, 'analytics', 'payments');
    expect(live.mesh).not.toBe(before);
  });

  it('is left without a request when watching stops', async () => {
    const { cluster, live } = await startLive();
    await live.stop();
    await cluster.setFaults([]);
    await waitFor(() =>
      cluster.requests().every(request => request.milliseconds !== undefined),
    );
  });
});

describe('what a cluster does not show', () => {
  it('a forbidden kind is partial, and is seen when it is allowed', async () => {
    const allowed = {
      apiGroups: [
        '',
        'apps',
        'discovery.k8s.io',
        'networking.k8s.io',
        'gateway.networking.k8s.io',
      ],
      resources: ['*'],
      verbs: ['list', 'watch'],
    };
    const cluster = await start({
      identities: [{ name: 'reader', rules: [allowed] }],
    });
    const live = observe({}, cluster);
    await until(live, () => isMissing(live, 'forbidden'));
    expect(healthOf(live, 'east')).toMatchObject({ state: 'partial' });
    expect(healthOf(live, 'east').missing).toContainEqual({
      kind: virtualServices,
      reason: 'forbidden',
      message: expect.stringMatching(/reader.*virtualservices.*ClusterRole/),
    });
    expect(snapshotIn(live).unseen).toContainEqual({
      group: 'networking.istio.io',
      kind: 'VirtualService',
      reason: 'forbidden',
    });

    await cluster.setRules('reader', readAll);
    await untilState(live, 'live');
    expect(names(live)).toEqual(['payments']);
  });

  it('a role that is older than the kinds that only plans look at leaves the cluster live', async () => {
    const ofPages = pageKinds.map(({ group, plural }) => ({
      apiGroups: [group],
      resources: [plural],
      verbs: ['get', 'list', 'watch'],
    }));
    const cluster = await start({
      identities: [{ name: 'reader', rules: ofPages }],
    });
    const live = observe({}, cluster);
    const isTold = () =>
      healthOf(live, 'east').missing.some(({ kind }) => kind === 'nodes');
    await until(live, isTold);
    const { missing } = await untilState(live, 'live');
    expect(missing).toContainEqual({
      kind: 'nodes',
      reason: 'forbidden',
      message: expect.stringMatching(/reader.*nodes.*ClusterRole/),
      plansOnly: true,
    });
    expect(snapshotIn(live).unseen).toContainEqual({
      group: '',
      kind: 'Node',
      reason: 'forbidden',
    });

    await cluster.setRules('reader', readAll);
    await until(live, () => !isTold());
  });

  it('what is revoked is no longer shown once the watch has ended', async () => {
    const { cluster, live } = await startLive();
    await cluster.setRules('reader', []);
    await cluster.setFaults([endWatches]);
    await untilState(live, 'forbidden');
    expect(names(live)).toEqual([]);
    expect(healthOf(live, 'east').heardAt).toBeUndefined();
  });

  it('a CRD that is not installed is named and leaves the cluster live; installed, it is watched', async () => {
    const istio = publishedCrds('istio');
    const { cluster, live } = await startLive({
      crds: publishedCrds('gateway-api'),
      objects: [],
    });
    expect(healthOf(live, 'east').missing).toContainEqual({
      kind: virtualServices,
      reason: 'not-installed',
      message: expect.stringContaining('CRD is not installed'),
    });

    const client = cluster.client('admin');
    for (const crd of istio) await client.create(crd);
    await client.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'payments' },
    });
    await until(live, () => !isMissing(live, 'not-installed'));
    await client.create(virtualService('payments'));
    await untilNames(live, 'payments');

    for (const crd of istio) await client.delete(crd);
    await cluster.setFaults([endWatches]);
    await until(live, () => isMissing(live, 'not-installed'));
    expect(names(live)).toEqual([]);
  });

  it('malformed objects are told as problems, and hide nothing else', async () => {
    const cluster = await start();
    const broken: unknown[] = [
      { spec: undefined },
      { spec: { hosts: 'a string', gateways: null, http: 7 } },
      JSON.parse(
        '{"metadata":{"labels":{"__proto__":"x","constructor":"y"}},"spec":{"hosts":["a"]}}',
      ),
    ];
    broken.forEach((part, index) => {
      const { metadata = {}, ...rest } = part as Partial<KubernetesObject>;
      cluster.inject(virtualServices, {
        ...virtualService(`broken-${index}`),
        ...rest,
        metadata: {
          namespace: 'payments',
          ...metadata,
          name: `broken-${index}`,
        },
      });
    });
    const live = observe({}, cluster);
    await untilState(live, 'live');
    expect(names(live)).toContain('payments');
    expect(snapshotIn(live).problems.length).toBeGreaterThan(0);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});

describe('a connection that breaks', () => {
  it('leaves what was known, as stale, and what happened meanwhile is seen afterwards', async () => {
    const { cluster, live } = await startLive();
    await cluster.setFaults([{ then: { type: 'refuse' } }]);
    const { heardAt, error } = await untilState(live, 'stale');
    expect(error?.code).toMatch(/ECONNRE|FAILED/);
    expect(heardAt).toBeDefined();
    expect(names(live)).toEqual(['payments']);

    await cluster.setFaults([]);
    await cluster.client('admin').create(virtualService('analytics'));
    await untilState(live, 'live');
    await untilNames(live, 'analytics', 'payments');
    expect(listsOf(cluster, 'virtualservices')).toBe(1);
  });

  it('is found although it stays open: silence', async () => {
    const { cluster, live } = await startLive();
    await cluster.setFaults([
      { then: { type: 'silence', connections: 'existing' } },
    ]);
    await cluster.client('admin').create(virtualService('analytics'));
    await untilNames(live, 'analytics', 'payments');
    await untilState(live, 'live');
  });

  it('is found when nothing is answered any more, and healed when it is', async () => {
    const { cluster, live } = await startLive();
    await cluster.setFaults([
      { then: { type: 'silence', connections: 'all' } },
    ]);
    const { error } = await untilState(live, 'stale');
    expect(error?.code).toBe('SILENT');
    expect(names(live)).toEqual(['payments']);
    await cluster.setFaults([]);
    await untilState(live, 'live');
  });

  it('by a proxy that cuts watches again and again leaves no gap', async () => {
    const { cluster, live } = await startLive();
    await cluster.setFaults([
      {
        match: of('virtualservices', 'watch'),
        then: { type: 'end-watch', afterMilliseconds: 100, abruptly: true },
      },
    ]);
    const client = cluster.client('admin');
    for (const name of ['a', 'b', 'c'])
      await client.create(virtualService(name));
    await untilNames(live, 'a', 'b', 'c', 'payments');
    expect(listsOf(cluster, 'virtualservices')).toBe(1);
  });

  it('of one cluster leaves the others alone', async () => {
    const [east, west] = await Promise.all([start(), start({ name: 'west' })]);
    await west.setFaults([{ then: { type: 'silence', connections: 'all' } }]);
    const live = observe({}, east, west);
    await untilState(live, 'live', 'east');
    await until(live, () => healthOf(live, 'west').error?.code === 'SILENT');
    expect(healthOf(live, 'west').state).toBe('unreachable');
  });
});

describe('answers that are no answers', () => {
  it.each<[string, Fault, string]>([
    [
      "a proxy's page with status 200",
      { match: of('virtualservices', 'list'), then: { type: 'html' } },
      'not a JSON object',
    ],
    [
      'a body that breaks off',
      {
        match: of('virtualservices', 'list'),
        then: { type: 'truncate', afterBytes: 80 },
      },
      '',
    ],
    [
      'what is not gzip',
      { match: of('virtualservices', 'list'), then: { type: 'corrupt-gzip' } },
      '',
    ],
    [
      '500',
      {
        match: of('virtualservices', 'list'),
        then: { type: 'status', code: 500, message: 'etcd is gone' },
      },
      'etcd is gone',
    ],
    [
      'no answer',
      { match: of('virtualservices', 'list'), then: { type: 'hang' } },
      'not complete',
    ],
    [
      'a body that trickles',
      {
        match: of('virtualservices', 'list'),
        then: { type: 'trickle', bytes: 1, everyMilliseconds: 50 },
      },
      'not complete',
    ],
    [
      'a reset',
      { match: of('virtualservices', 'list'), then: { type: 'reset' } },
      '',
    ],
  ])('%s never passes for an empty list', async (_, fault, message) => {
    const { cluster, live } = await startLive();
    await cluster.setFaults([
      fault,
      { match: of('virtualservices', 'watch'), then: { type: 'expire' } },
      endWatches,
    ]);
    await untilState(live, 'partial');
    expect(names(live)).toEqual(['payments']);
    expect(healthOf(live, 'east').missing).toEqual([
      {
        kind: virtualServices,
        reason: 'failing',
        message: expect.stringContaining(message),
      },
    ]);
    await cluster.setFaults([]);
    await untilState(live, 'live');
  });

  it.each<[string, string]>([
    ['what is no event', '{"type":"ADDED"'],
    [
      'an event without a resource version',
      '{"type":"ADDED","object":{"kind":"VirtualService","metadata":{"name":"x"}}}',
    ],
    [
      'an error that says 410',
      '{"type":"ERROR","object":{"kind":"Status","code":410}}',
    ],
  ])('%s on a watch: the kind is listed again', async (_, line) => {
    const { cluster, live } = await startLive();
    await cluster.setFaults([
      {
        match: of('virtualservices', 'watch'),
        times: 1,
        then: { type: 'watch-line', line },
      },
    ]);
    await waitFor(() => listsOf(cluster, 'virtualservices') === 2);
    await cluster.client('admin').create(virtualService('analytics'));
    await untilNames(live, 'analytics', 'payments');
  });

  it('410 on a watch: deletions that were missed are found', async () => {
    const { cluster, live } = await startLive();
    await cluster.setFaults([{ then: { type: 'refuse' } }]);
    await untilState(live, 'stale');
    await cluster.setFaults([
      { match: { identity: 'reader' }, then: { type: 'status', code: 503 } },
    ]);
    await cluster.client('admin').delete(virtualService('payments'));
    cluster.compact();
    await cluster.setFaults([]);
    await untilState(live, 'live');
    await untilNames(live);
  });

  it('410 between two pages: the list starts anew', async () => {
    const objects = Array.from({ length: 5 }, (_, index) =>
      virtualService(`vs-${index}`),
    );
    const cluster = await start({ objects });
    await cluster.setFaults([
      {
        match: of('virtualservices', 'list'),
        times: 1,
        then: { type: 'expire' },
      },
    ]);
    const live = observe(
      { limits: { ...impatient.limits, pageSize: 2 } },
      cluster,
    );
    await untilState(live, 'live');
    expect(names(live)).toHaveLength(5);
  });

  it('429: asked again when the server said, and not listed again', async () => {
    const { cluster, live } = await startLive();
    await cluster.setFaults([
      {
        match: of('virtualservices', 'watch'),
        times: 2,
        then: { type: 'status', code: 429, retryAfterSeconds: 2 },
      },
      {
        match: of('virtualservices', 'watch'),
        then: { type: 'end-watch', afterMilliseconds: 0 },
      },
    ]);
    await waitFor(
      () =>
        watchesOf(cluster, 'virtualservices').filter(
          ({ status }) => status === 429,
        ).length === 2,
    );
    await cluster.setFaults([]);
    await untilState(live, 'live');
    expect(listsOf(cluster, 'virtualservices')).toBe(1);
  });
});

describe('who is let in', () => {
  it('a rotated token is read from its file', async () => {
    const cluster = await start();
    const file = join(await mkdtemp(join(tmpdir(), 'gateways-')), 'token');
    const config = configOf(cluster, 'reader');
    await writeFile(file, cluster.kubeconfig('reader').users[0].user.token);
    const live = new LiveMesh(
      [
        {
          ...config,
          access: {
            ...config.access,
            by: 'url',
            url: cluster.server,
            tokenFile: file,
            skipTLSVerify: false,
          },
        },
      ],
      impatient,
    );
    meshes.push(live);
    await untilState(live, 'live');

    await writeFile(file, cluster.rotateToken('reader'));
    await cluster.setFaults([endWatches]);
    await cluster.setFaults([]);
    await cluster.client('admin').create(virtualService('analytics'));
    await untilNames(live, 'analytics', 'payments');
  });

  it('a wrong token, a wrong CA and an address that is not https are told apart', async () => {
    const [east, west] = await Promise.all([start(), start({ name: 'west' })]);
    const base = { by: 'url', url: east.server, skipTLSVerify: false } as const;
    const caData = Buffer.from(east.ca).toString('base64');
    const live = new LiveMesh(
      [
        {
          name: 'wrong-token',
          title: '',
          access: { ...base, caData, token: 'guessed' },
        },
        {
          name: 'wrong-ca',
          title: '',
          access: { ...base, caData: Buffer.from(west.ca).toString('base64') },
        },
        {
          name: 'plain',
          title: '',
          access: { ...base, url: 'http://127.0.0.1:1' },
        },
        {
          name: 'nobody',
          title: '',
          access: { ...base, caData, url: 'https://127.0.0.1:1' },
        },
        {
          name: 'no-host',
          title: '',
          access: { ...base, caData, url: 'https://no-such-host.invalid' },
        },
      ],
      impatient,
    );
    meshes.push(live);
    const codes = {
      'wrong-token': '401',
      'wrong-ca': 'TLS',
      plain: 'CONFIG',
      nobody: 'ECONNREFUSED',
    };
    for (const [name, code] of Object.entries(codes)) {
      await until(live, () => healthOf(live, name).error?.code === code);
      expect(healthOf(live, name).state).toBe('unreachable');
    }
    await until(live, () =>
      /^(ENOTFOUND|EAI_AGAIN)$/.test(
        healthOf(live, 'no-host').error?.code ?? '',
      ),
    );
  });
});

/** What a server did rather than what we know shows no change of ours to wait for. */
async function waitFor(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 4000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('Still not so');
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

function listsOf(cluster: SampleCluster, resource: string): number {
  return cluster
    .requests()
    .filter(request => request.verb === 'list' && request.resource === resource)
    .length;
}

function watchesOf(cluster: SampleCluster, resource: string) {
  return cluster
    .requests()
    .filter(
      request => request.verb === 'watch' && request.resource === resource,
    );
}
