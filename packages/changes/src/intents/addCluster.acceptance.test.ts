import { parseAllDocuments } from 'yaml';
import {
  envtestAssets,
  startEnvtestCluster,
  TestCluster,
} from '@product-gateways/sample-cluster';
import { isAsStated } from '../drift';
import { AddCluster } from '../Intent';
import { git, intent, plansFor } from '../testing/twoClusters';

const available = envtestAssets({ lookInDefault: true });
if (!available)
  process.stderr.write(
    'skipped: objects of a second cluster on a real kube-apiserver (set KUBEBUILDER_ASSETS to a folder with etcd and kube-apiserver)\n',
  );

(available ? describe : describe.skip)('a real API server', () => {
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await startEnvtestCluster({ name: 'west' });
    await cluster.client('admin').save({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'payments' },
    });
  }, 120_000);

  afterAll(() => cluster.stop());

  test.each<[string, AddCluster, string[]]>([
    [
      'an internal host',
      intent,
      ['DestinationRule', 'ServiceEntry', 'VirtualService'],
    ],
    [
      "the product's own host",
      { ...intent, internalHost: undefined },
      ['DestinationRule', 'ServiceEntry', 'VirtualService'],
    ],
  ])(
    'accepts every object of every wave, joined as %s',
    async (_, asked, kinds) => {
      const client = cluster.client('admin');
      const objects = writtenBy(asked);
      expect(objects.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(kinds),
      );
      for (const object of objects) {
        const stored = await client.create(object, strictly);
        expect([object, isAsStated(object, stored)]).toEqual([object, true]);
        expect(object.metadata.labels).toMatchObject({
          'product-gateways.io/product': 'payments',
        });
      }
    },
    60_000,
  );
});

/** What all waves write for one of the clusters, an object that changes twice. */
function writtenBy(asked: AddCluster) {
  return plansFor(git, asked)
    .flatMap(({ waves }) => waves.flatMap(({ edits }) => edits))
    .filter(({ path }) => path.startsWith('clusters/west/'))
    .flatMap(({ after = '' }) => parseAllDocuments(after))
    .map(document => document.toJS());
}

/** Admitted and answered as if, and not kept; a field that the server does not know is an error. */
const strictly = '?dryRun=All&fieldValidation=Strict';
