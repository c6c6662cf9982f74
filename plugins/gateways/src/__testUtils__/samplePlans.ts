import { ChangePlan } from '@product-gateways/backstage-plugin-gateways-common';

const deployment = `--- /dev/null
+++ b/clusters/east/payments/deployment-payments-gateway.yaml
@@ -0,0 +1,4 @@
+apiVersion: apps/v1
+kind: Deployment
+metadata:
+  name: payments-gateway
`;

const virtualService = `--- a/clusters/east/payments/virtualservice-payments.yaml
+++ b/clusters/east/payments/virtualservice-payments.yaml
@@ -6,5 +6,6 @@
 spec:
   gateways:
     - istio-system/payments # the shared one, until the move
+    - payments/payments-gateway
   hosts:
-    - payments.my-company.io
+    - payments.my-company.io # ours since 2019
`;

/** What giving Payments its own gateway in east changes. */
export const createGatewayPlan: ChangePlan = {
  outcome: 'change',
  title: 'Give Payments its own gateway in east',
  summary:
    'Adds the gateway payments/payments-gateway and lets it serve payments.my-company.io in addition to the shared one. Callers notice nothing: DNS still leads to the shared gateway.',
  intent: {
    kind: 'create-gateway',
    product: 'system:default/payments',
    cluster: 'east',
    hosts: ['payments.my-company.io'],
  },
  repository: {
    url: 'http://localhost:7103/platform/deploy',
    branch: 'main',
    revision: '4f1c2ab',
  },
  branch: 'create-gateway-payments-east',
  files: [
    {
      path: 'clusters/east/payments/deployment-payments-gateway.yaml',
      change: 'added',
      content: 'apiVersion: apps/v1\n',
      diff: deployment,
    },
    {
      path: 'clusters/east/payments/virtualservice-payments.yaml',
      change: 'modified',
      content: 'apiVersion: networking.istio.io/v1\n',
      diff: virtualService,
    },
  ],
  callers: [
    {
      request: 'GET payments.my-company.io/web…',
      before: 'payments-web',
      after: 'payments-web',
      same: true,
    },
    {
      request: 'payments.my-company.io/…',
      before: 'payments',
      after: 'payments',
      same: true,
    },
  ],
  touches: {
    clusters: ['east'],
    namespaces: ['payments'],
    hosts: ['payments.my-company.io'],
    products: [],
  },
  conditions: [
    {
      when: 'before-merge',
      text: 'The Secret payments-cert is in namespace payments.',
      state: 'unknown',
      evidence: 'The portal may not read Secrets.',
    },
    {
      when: 'before-merge',
      text: 'The namespace payments is in east.',
      state: 'met',
    },
    {
      when: 'after-merge',
      text: 'The gateway has an address.',
      state: 'unmet',
    },
  ],
  warnings: [
    'payments-web has no ready endpoint: the new gateway would answer 503 as the shared one does.',
  ],
  rollback: 'Revert the pull request; nothing else depends on it yet.',
};

export const nothingToChangePlan: ChangePlan = {
  ...createGatewayPlan,
  outcome: 'nothing-to-change',
  summary: 'git already gives Payments its own gateway in east.',
  files: [],
  callers: [],
  conditions: [],
  warnings: [],
};
