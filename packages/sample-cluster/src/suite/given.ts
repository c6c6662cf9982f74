import type { ClusterClient } from '../client/ClusterClient';
import { publishedCrds } from '../crds';
import type { PolicyRule, TestCluster } from '../TestCluster';

/** What each test of the suite starts from: a running cluster with VirtualServices and somebody who may read them. */
export interface Given {
  readonly cluster: TestCluster;
  readonly admin: ClusterClient;
  /** One of its own for each test, so that tests do not meet. */
  newNamespace(): Promise<string>;
}

export const readerRules: PolicyRule[] = [
  {
    apiGroups: ['networking.istio.io'],
    resources: ['virtualservices'],
    verbs: ['get', 'list', 'watch'],
  },
];

export const [virtualServiceCrd] = publishedCrds('istio').filter(
  ({ metadata }) => metadata.name === 'virtualservices.networking.istio.io',
);

/** Not installed at first. */
export const [gatewayClassCrd] = publishedCrds('gateway-api').filter(
  ({ metadata }) =>
    metadata.name === 'gatewayclasses.gateway.networking.k8s.io',
);

export const startOptions = {
  name: 'east',
  crds: [virtualServiceCrd],
  identities: [{ name: 'reader', rules: readerRules }],
};
