import {
  envtestAssets,
  startEnvtestCluster,
  startSampleCluster,
  type TestCluster,
} from '@product-gateways/sample-cluster';

type Start = () => Promise<TestCluster>;

const assets = envtestAssets({ lookInDefault: true });

/** The API servers that a suite runs against: always the sample cluster, and the real one where its binaries are. */
export const clusters: Array<[string, Start]> = [
  ['the sample cluster', () => startSampleCluster({ name: 'east' })],
];
if (assets)
  clusters.push([
    'a real API server',
    () => startEnvtestCluster({ name: 'east', assets }),
  ]);
