import { parseAllDocuments } from 'yaml';
import {
  envtestAssets,
  startEnvtestCluster,
  TestCluster,
} from '@product-gateways/sample-cluster';
import { isAsStated } from './drift';
import { Intent } from './Intent';
import { analytics, files, folder, intent, planIn } from './testing/company';

const available = envtestAssets({ lookInDefault: true });
if (!available)
  process.stderr.write(
    'skipped: generated objects on a real kube-apiserver (set KUBEBUILDER_ASSETS to a folder with etcd and kube-apiserver)\n',
  );

(available ? describe : describe.skip)('a real API server', () => {
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await startEnvtestCluster({ name: 'east' });
  }, 120_000);

  afterAll(() => cluster.stop());

  test.each<[string, Intent]>([
    ['payments, in its own namespace', intent],
    [
      'analytics, in a new one',
      {
        ...intent,
        product: analytics,
        hosts: ['analytics.my-company.io'],
        namespace: 'analytics-gateway',
      },
    ],
    [
      'a product that does not exist yet',
      {
        kind: 'new-product',
        product: {
          name: 'loyalty',
          title: 'Loyalty',
          entityRef: 'system:default/loyalty',
        },
        owner: 'group:default/loyalty-team',
        cluster: 'east',
        hosts: ['loyalty.my-company.io'],
        service: { namespace: 'loyalty', name: 'points', port: 8080 },
      },
    ],
  ])(
    'accepts every object of a gateway for %s',
    async (_, asked) => {
      const [wave] = planIn({ git: files }, asked).waves;
      const client = cluster.client('admin');
      const objects = wave.edits
        .filter(({ path }) => path.startsWith(`${folder}/`))
        .flatMap(({ after }) => parseAllDocuments(after ?? ''))
        .map(document => document.toJS())
        .filter(({ kind }) => kind !== 'Namespace');
      for (const name of new Set(objects.map(o => o.metadata.namespace)))
        await client.save({
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name },
        });
      for (const object of objects) {
        const stored = await client.create(object, strictly);
        expect([object, isAsStated(object, stored)]).toEqual([object, true]);
      }
    },
    60_000,
  );
});

/** Admitted and answered as if, and not kept; a field that the server does not know is an error. */
const strictly = '?dryRun=All&fieldValidation=Strict';
