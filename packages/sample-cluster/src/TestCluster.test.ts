import type { ClusterClient } from './client/ClusterClient';
import { envtestAssets } from './envtest/assets';
import { startEnvtestCluster } from './envtest/startEnvtestCluster';
import { startSampleCluster } from './startSampleCluster';
import { access } from './suite/access';
import { connections } from './suite/connections';
import { discovery } from './suite/discovery';
import { startOptions, type Given } from './suite/given';
import { lists } from './suite/lists';
import { refusals } from './suite/refusals';
import { watches } from './suite/watches';
import { writes } from './suite/writes';
import type { TestCluster } from './TestCluster';

const binaries = envtestAssets({ lookInDefault: true });
const servers = [
  {
    kind: 'sample cluster',
    available: true,
    start: () => startSampleCluster(startOptions),
  },
  {
    kind: 'real kube-apiserver',
    available: binaries !== undefined,
    start: () => startEnvtestCluster(startOptions),
  },
];

if (!binaries) {
  process.stdout.write(
    'skipped: real kube-apiserver (set KUBEBUILDER_ASSETS to a folder with etcd and kube-apiserver)\n',
  );
}

// What differs here is a bug of the sample cluster.
servers.forEach(({ kind, available, start }) => {
  (available ? describe : describe.skip)(kind, () => {
    let cluster: TestCluster;
    let admin: ClusterClient;
    let namespaces = 0;

    beforeAll(async () => {
      cluster = await start();
      admin = cluster.client('admin');
    }, 60_000);

    afterAll(() => cluster?.stop(), 30_000);

    const given: Given = {
      get cluster() {
        return cluster;
      },
      get admin() {
        return admin;
      },
      async newNamespace() {
        namespaces += 1;
        const name = `product-${namespaces}`;
        await admin.create({
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name },
        });
        return name;
      },
    };

    describe('lists', () => void lists(given));
    describe('watches', () => void watches(given));
    describe('writes', () => void writes(given));
    describe('refusals', () => void refusals(given));
    describe('access', () => void access(given));
    describe('discovery', () => void discovery(given));
    // Last: clients that were made before lose their connections.
    describe('connections', () => void connections(given));
  });
});
