import { parse } from 'yaml';
import { Refusal } from './Refusal';
import { files, intent, mergedInto, planIn } from './testing/company';

const route = 'clusters/east/payments/httproute.yaml';

/** The same company, whose shared gateway istiod runs, and whose routes are HTTPRoutes. */
const git = {
  'clusters/east/namespaces.yaml': files['clusters/east/namespaces.yaml'],
  'clusters/east/payments/services.yaml':
    files['clusters/east/payments/services.yaml'],
  'clusters/east/istio-system/shared.yaml': `apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: istio }
spec: { controllerName: istio.io/gateway-controller }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: shared, namespace: istio-system }
spec:
  gatewayClassName: istio
  listeners:
    - name: http
      port: 80
      protocol: HTTP
      allowedRoutes: { namespaces: { from: All } }
    - name: https
      port: 443
      protocol: HTTPS
      hostname: '*.my-company.io'
      tls: { certificateRefs: [{ name: wildcard-cert }] }
      allowedRoutes: { namespaces: { from: All } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: analytics, namespace: analytics }
spec:
  parentRefs: [{ name: shared, namespace: istio-system }]
  hostnames: [analytics.my-company.io]
  rules: [{ backendRefs: [{ name: collector, port: 8080 }] }]
`,
  [route]: `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: payments
  namespace: payments
spec:
  parentRefs:
    - name: shared # with analytics
      namespace: istio-system
      sectionName: https
  hostnames: [payments.my-company.io]
  rules:
    - matches: [{ path: { type: PathPrefix, value: /web } }]
      backendRefs: [{ name: payments-web, port: 8080 }]
    - backendRefs: [{ name: payments, port: 8080 }]
`,
};

const plan = planIn({ git });
const [wave] = plan.waves;
const textOf = (name: string) =>
  wave.edits.find(({ path }) => path.endsWith(name))?.after ?? '';

it('is a Gateway of its own and a second parent of the route; callers notice nothing', () => {
  expect(wave.edits.map(({ path }) => path)).toEqual([
    'clusters/east/payments/configmap-payments-gateway.yaml',
    'clusters/east/payments/gateway-payments-gateway.yaml',
    route,
  ]);
  expect(textOf('httproute.yaml')).toBe(
    git[route].replace(
      '      sectionName: https\n',
      '      sectionName: https\n    - name: payments-gateway\n      namespace: payments\n      sectionName: https\n',
    ),
  );
  expect(wave.callers.map(({ same }) => same)).toEqual([true, true]);
});

it('opens the listeners for its hosts alone, with certificates of its own namespace, to routes that attach', () => {
  expect(parse(textOf('gateway-payments-gateway.yaml'))).toMatchObject({
    metadata: {
      labels: { 'product-gateways.io/product': 'payments' },
    },
    spec: {
      gatewayClassName: 'istio',
      infrastructure: {
        parametersRef: { kind: 'ConfigMap', name: 'payments-gateway' },
      },
      listeners: [
        { name: 'http', port: 80, hostname: 'payments.my-company.io' },
        {
          name: 'https',
          port: 443,
          hostname: 'payments.my-company.io',
          tls: { certificateRefs: [{ name: 'wildcard-cert' }] },
          allowedRoutes: { namespaces: { from: 'Same' } },
        },
      ],
    },
  });
});

it('lays an autoscaler, a disruption budget and draining over what istiod makes', () => {
  const { data } = parse(textOf('configmap-payments-gateway.yaml'));
  expect(parse(data.horizontalPodAutoscaler)).toEqual({
    spec: { minReplicas: 2, maxReplicas: 5 },
  });
  expect(parse(data.podDisruptionBudget)).toEqual({
    spec: { minAvailable: 1 },
  });
  expect(
    parse(data.deployment).spec.template.spec.terminationGracePeriodSeconds,
  ).toBe(60);
});

it('waits for the Secret, and works once the Gateway is Programmed', () => {
  expect(wave.conditions).toMatchObject([
    { when: 'before-merge', text: expect.stringMatching(/wildcard-cert/) },
    {
      when: 'after-merge',
      text: 'Gateway payments/payments-gateway is Programmed and has an address.',
      state: 'unmet',
    },
  ]);
});

it('is done once git holds it', () => {
  expect(planIn({ git: mergedInto(git, plan) }).waves).toEqual([]);
});

test.each([
  ['chart', git, /Choose the installer gateway-api/],
  ['gateway-api', files, /VirtualServices answer .* Choose another installer/],
] as const)(
  'the installer %s does not fit the routes',
  (installer, has, said) => {
    expect(() => planIn({ git: has }, { ...intent, installer })).toThrow(
      Refusal,
    );
    expect(() => planIn({ git: has }, { ...intent, installer })).toThrow(said);
  },
);
