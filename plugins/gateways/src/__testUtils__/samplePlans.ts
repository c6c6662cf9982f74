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
    gateways: ['payments/payments-gateway'],
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

/** The second of the steps in which credit-card takes over a part of payments. */
export const splitPlan: ChangePlan = {
  ...createGatewayPlan,
  title: 'Split payments of Payments in east',
  summary:
    'Leads 10 % of the requests to payments.my-company.io/cards… to credit-card. Their callers may notice other answers.',
  intent: {
    kind: 'split-service',
    product: 'system:default/payments',
    cluster: 'east',
    service: { namespace: 'payments', name: 'payments', port: 8080 },
    parts: [
      {
        path: { type: 'prefix', value: '/cards' },
        to: { namespace: 'payments', name: 'credit-card', port: 8080 },
      },
    ],
  },
  wave: { title: 'Lead 10 % there', number: 2, of: 4 },
  later: [
    { title: 'Lead 50 % there', number: 3, of: 4 },
    { title: 'Lead all there', number: 4, of: 4 },
  ],
  branch: 'gateways-payments-split-service-0a1b2c3d-10',
  files: [createGatewayPlan.files[1]],
  callers: [
    {
      request: 'payments.my-company.io/cards…',
      before: 'payments',
      after: 'payments 90 %, credit-card 10 %',
      same: false,
    },
    {
      request: 'payments.my-company.io/…',
      before: 'payments',
      after: 'payments',
      same: true,
    },
  ],
  conditions: [
    {
      id: 'live:guarded',
      when: 'before-open',
      text: 'The route with the header is live in east.',
      state: 'met',
    },
    {
      id: 'errors:credit-card',
      when: 'before-merge',
      text: 'credit-card answers its first requests without errors.',
      state: 'unknown',
      question: 'Does credit-card answer its first requests without errors?',
    },
  ],
  warnings: [],
};

export const waitingPlan: ChangePlan = {
  ...splitPlan,
  outcome: 'waiting',
  conditions: [
    {
      id: 'live:guarded',
      when: 'before-open',
      text: 'The route with the header is live in east.',
      state: 'unmet',
      evidence: 'east is at the commit before.',
    },
  ],
};
