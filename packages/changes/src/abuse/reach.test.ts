import { SplitService } from '../Intent';
import { Refusal } from '../Refusal';
import { files, planIn } from '../testing/company';
import {
  endpoints,
  httpRouteFiles,
  liveOf,
  planSplit,
  serviceFile,
  services,
  split,
  splitFiles,
} from '../testing/splitWorld';
import { git, planAcross } from '../testing/twoClusters';

type Git = Readonly<Record<string, string>>;

function answer<T>(plan: () => T): T | string {
  try {
    return plan();
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

describe('a split leads requests to pods of the product alone', () => {
  const more = 'clusters/east/payments/more.yaml';
  const service = (spec: string, namespace = 'payments') =>
    `apiVersion: v1\nkind: Service\nmetadata: { name: out, namespace: ${namespace} }\nspec: ${spec}\n`;
  const entry = (host: string) => `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: out, namespace: payments }
spec: { hosts: [${host}], resolution: STATIC, endpoints: [{ address: 169.254.169.254 }], ports: [{ number: 80, name: http, protocol: HTTP }] }
`;
  const out = { namespace: 'payments', name: 'out' };

  test.each<[string, SplitService['service'], string, RegExp]>([
    [
      "another product's Service",
      { namespace: 'analytics-ingest', name: 'collector' },
      '',
      /collector is Analytics's: .* only be led to Services in its own namespaces/,
    ],
    [
      'the API server',
      { namespace: 'default', name: 'kubernetes' },
      serviceFile('kubernetes', 'default'),
      /kubernetes is no product's/,
    ],
    [
      'a name outside (ExternalName)',
      out,
      service('{ type: ExternalName, externalName: metadata.google.internal }'),
      /is an ExternalName/,
    ],
    [
      'the API server, as an ExternalName of its own',
      out,
      service(
        '{ type: ExternalName, externalName: kubernetes.default.svc.cluster.local, ports: [{ port: 443 }] }',
      ),
      /is an ExternalName/,
    ],
    [
      'addresses by hand',
      out,
      service('{ ports: [{ port: 80 }] }'),
      /selects no pods/,
    ],
    [
      'a ServiceEntry of the metadata address',
      out,
      entry('out.payments.svc.cluster.local'),
      /Service payments\/out is neither in cluster east nor in git/,
    ],
    [
      'a host instead of a Service',
      { namespace: 'payments', name: '169.254.169.254' },
      '',
      /cannot be the name of a Service/,
    ],
    [
      'a Service by its full name',
      { namespace: 'payments', name: 'kubernetes.default' },
      '',
      /cannot be the name of a Service/,
    ],
  ])('%s: refused', (_, to, file, message) => {
    const world = { ...splitFiles, ...(file ? { [more]: file } : {}) };
    const live = liveOf(world, [
      ...services.map(name => endpoints(name)),
      endpoints(to.name, true, to.namespace),
    ]);
    expect(
      answer(() =>
        planSplit({ git: world, live }, { ...split, parts: [{ to }] }),
      ),
    ).toMatch(message);
  });

  test('a namespace that no ReferenceGrant opens to the route: refused', () => {
    const rules = '    - { backendRefs: [{ name: payments, port: 8080 }] }\n';
    const world = {
      ...httpRouteFiles(rules),
      [more]: `apiVersion: v1
kind: Namespace
metadata: { name: cards, labels: { product-gateways.io/product: payments } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: istio }
spec: { controllerName: istio.io/gateway-controller }
---
${serviceFile('credit-card', 'cards')}`,
    };
    const to = { namespace: 'cards', name: 'credit-card' };
    const live = liveOf(world, [
      endpoints('payments'),
      endpoints('credit-card', true, 'cards'),
    ]);
    const asked = {
      ...split,
      guard: undefined,
      retire: false,
      parts: [{ to }],
    };
    expect(answer(() => planSplit({ git: world, live }, asked))).toMatch(
      /ReferenceGrant/,
    );
  });
});

describe("another team's gateway", () => {
  const gateway = (more: string) => `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: theirs, namespace: analytics }
spec:
  selector: { app: theirs }
  servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [${more}] }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: theirs, namespace: analytics }
spec:
  selector: { matchLabels: { app: theirs } }
  template:
    metadata:
      labels: { app: theirs, product-gateways.io/gateway: payments-gateway }
      annotations: { inject.istio.io/templates: gateway }
    spec: { containers: [{ name: istio-proxy, image: auto }] }
---
apiVersion: v1
kind: Service
metadata: { name: theirs, namespace: analytics }
spec: { selector: { app: theirs }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
`;

  test("whose pods carry the new gateway's label, and would serve its hosts: refused", () => {
    const world: Git = {
      ...files,
      'clusters/east/analytics/theirs.yaml': gateway('analytics.my-company.io'),
    };
    expect(answer(() => planIn({ git: world }))).toMatch(
      /pods of analytics\/theirs carry the labels by which Gateway payments\/payments-gateway selects/,
    );
  });

  test('that a route of the product names too is not copied as its own', () => {
    const route = 'clusters/east/payments/virtualservice-payments.yaml';
    const world: Git = {
      ...Object.fromEntries(
        Object.entries(git).filter(([path]) => !path.includes('gateway-pay')),
      ),
      [route]: git[route].replace(
        /gateways: .*/,
        'gateways: [analytics/theirs]',
      ),
      'clusters/east/analytics/theirs.yaml': gateway('"*.my-company.io"'),
    };
    expect(answer(() => planAcross({ git: world }))).toMatch(
      /what is shared is not copied/,
    );
  });
});
