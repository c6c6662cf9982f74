import {
  envtestAssets,
  startEnvtestCluster,
  startSampleCluster,
  type PolicyRule,
  type TestCluster,
} from '@product-gateways/sample-cluster';
import type { SamplePlace } from './places';
import { reader } from './reader';

/** A cluster for each place: a real API server where KUBEBUILDER_ASSETS names its binaries, else a sample cluster. */
export function startClusters(
  places: readonly SamplePlace[],
  rules: readonly PolicyRule[],
): Promise<TestCluster[]> {
  const assets = envtestAssets();
  const identities = [{ name: reader, rules }];
  return Promise.all(
    places.map(({ name, port }) =>
      assets
        ? startEnvtestCluster({ name, port, identities, assets })
        : startSampleCluster({ name, port, identities }),
    ),
  );
}
