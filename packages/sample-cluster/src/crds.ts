import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { KubernetesObject } from './object';

const folder = resolve(
  require.resolve('@product-gateways/sample-cluster/package.json'),
  '../crds',
);

/** The CRDs of a project as it publishes them, without prose. See crds/README.md for source and licence. */
export function publishedCrds(
  project: 'istio' | 'gateway-api',
): KubernetesObject[] {
  const list: { items: KubernetesObject[] } = JSON.parse(
    readFileSync(resolve(folder, `${project}.json`), 'utf8'),
  );
  return list.items;
}

/** What a cluster with Istio and Gateway API has installed. */
export function allCrds(): KubernetesObject[] {
  return [...publishedCrds('istio'), ...publishedCrds('gateway-api')];
}
