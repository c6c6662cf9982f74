import { parseAllDocuments } from 'yaml';
import {
  envtestAssets,
  startEnvtestCluster,
  TestCluster,
} from '@product-gateways/sample-cluster';
import { isAsStated } from '../drift';
import { SplitService } from '../Intent';
import { files } from '../testing/company';
import {
  Files,
  httpRouteFiles,
  merge,
  planSplit,
  split,
  splitFiles,
} from '../testing/splitWorld';

const available = envtestAssets({ lookInDefault: true });
if (!available)
  process.stderr.write(
    'skipped: split routes on a real kube-apiserver (set KUBEBUILDER_ASSETS to a folder with etcd and kube-apiserver)\n',
  );

const file = 'clusters/east/payments/virtualservice-payments.yaml';
const to = (name: string) => ({ namespace: 'payments', name });
const parts: SplitService['parts'] = [
  {
    path: { type: 'exact', value: '/api/cards/gold' },
    method: 'POST',
    to: to('credit-card'),
  },
  {
    path: { type: 'prefix', value: '/api/cards' },
    header: { name: 'X-Kind', value: 'card' },
    weight: 30,
    to: to('credit-card'),
  },
  { to: to('direct-deposit') },
];
const worlds: readonly [string, Files][] = [
  [
    'a VirtualService',
    {
      ...splitFiles,
      [file]: files[file].replace(
        '    - route: [{',
        `    - match: [{ uri: { prefix: /api } }]
      rewrite: { uri: /v1 }
      timeout: 5s
      retries: { attempts: 2 }
      route: [{ destination: { host: payments, port: { number: 8080 } } }]
    - route: [{`,
      ),
    },
  ],
  [
    'an HTTPRoute',
    httpRouteFiles(`    - matches: [{ path: { type: PathPrefix, value: /api } }, { path: { type: PathPrefix, value: /api/cards } }]
      timeouts: { request: 5s }
      backendRefs: [{ name: payments, port: 8080 }]
    - matches: [{ path: { type: PathPrefix, value: /api/v1 } }]
      filters:
        - type: URLRewrite
          urlRewrite: { path: { type: ReplacePrefixMatch, replacePrefixMatch: / } }
      backendRefs: [{ name: payments, port: 8080 }]
`),
  ],
];

(available ? describe : describe.skip)('a real API server', () => {
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await startEnvtestCluster({ name: 'east' });
    await cluster.client('admin').save({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'payments' },
    });
  }, 120_000);

  afterAll(() => cluster.stop());

  test.each(worlds)(
    'accepts every wave of %s',
    async (_, start) => {
      const asked = { ...split, parts, retire: false };
      const routes: unknown[] = [];
      for (let git = start; ; ) {
        const plan = planSplit({ git }, asked);
        if (!plan.waves.length) break;
        git = merge(git, plan);
        for (const { after = '' } of plan.waves[0].edits)
          routes.push(...parseAllDocuments(after).map(each => each.toJS()));
      }
      expect(routes).toHaveLength(5);
      for (const route of routes) {
        const stored = await cluster
          .client('admin')
          .create(Object(route), '?dryRun=All&fieldValidation=Strict');
        expect([route, isAsStated(route, stored)]).toEqual([route, true]);
      }
    },
    60_000,
  );
});
