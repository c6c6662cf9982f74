import type { ClusterClient } from '../client/ClusterClient';
import type { SampleCluster } from '../SampleCluster';
import { startSampleCluster } from '../startSampleCluster';
import { configMap } from './helpers';

/** What is there in the cluster of `useSampleCluster`. */
export const objects = ['a', 'b', 'c'].map(name => configMap('default', name));

/** Where that is. */
export const path = '/api/v1/namespaces/default/configmaps';

/** A sample cluster for all tests of a file, without faults at the start of each. `reader` may do everything too. */
export function useSampleCluster() {
  const given = {} as { cluster: SampleCluster; admin: ClusterClient };
  beforeAll(async () => {
    const identities = [{ name: 'reader', groups: ['system:masters'] }];
    given.cluster = await startSampleCluster({
      name: 'east',
      crds: [],
      objects,
      identities,
    });
    given.admin = given.cluster.client('admin');
  });
  afterEach(() => given.cluster.setFaults([]));
  afterAll(() => given.cluster.stop());
  return given;
}
