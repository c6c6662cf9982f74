import { CreateGateway } from './Intent';
import { Refusal } from './Refusal';
import { analytics, files, intent, planIn, World } from './testing/company';

const route = 'clusters/east/payments/virtualservice-payments.yaml';

function refusal(
  change: Partial<CreateGateway>,
  world: Partial<World> = {},
): Refusal {
  try {
    planIn({ git: files, ...world }, { ...intent, ...change });
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('It was not refused');
}

const withFile = (path: string, text: string) => ({
  git: { ...files, [path]: text },
});
const edited = (path: string, from: string, to: string) =>
  withFile(path, files[path].replace(from, to));

describe("a host that is not the product's", () => {
  test.each([
    ['analytics.my-company.io', 'as it is'],
    ['Analytics.My-Company.IO', 'in another case'],
    ['analytics.my-company.io.', "with the root's dot"],
    ['analytics.my-company.io:443', 'with a port'],
    ['*.my-company.io', 'by a wildcard above it'],
  ])('%s: refused with the name of its owner, %s', host => {
    const { reason, message } = refusal({ hosts: [host] });
    expect(reason).toBe('conflict');
    expect(message).toMatch(
      /belongs to Analytics: VirtualService analytics\/analytics/,
    );
  });

  test('in punycode or not', () => {
    const world = edited(
      'clusters/east/analytics/all.yaml',
      'hosts: [analytics.my-company.io]',
      'hosts: [xn--bcher-kva.example]',
    );
    const host = 'bücher.example';
    expect(refusal({ hosts: [host] }, world).message).toMatch(
      /belongs to Analytics/,
    );
  });

  test("below another product's wildcard", () => {
    const wildcard = (text: string) =>
      text.replaceAll('analytics.my-company.io', '"*.insight.my-company.io"');
    const git = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path, wildcard(text)]),
    );
    const hosts = ['new.insight.my-company.io'];
    expect(refusal({ hosts }, { git }).message).toMatch(/claims \*\.insight/);
  });

  test('claimed by both', () => {
    const world = edited(
      'clusters/east/analytics/all.yaml',
      'hosts: [analytics.my-company.io]',
      'hosts: [analytics.my-company.io, payments.my-company.io]',
    );
    expect(refusal({}, world).message).toMatch(
      /claimed by Payments and by Analytics/,
    );
  });
});

describe('where it cannot go', () => {
  test.each<
    [string, Partial<CreateGateway>, Partial<World>, Refusal['reason'], RegExp]
  >([
    [
      'a cluster that is not configured',
      { cluster: 'moon' },
      {},
      'not-found',
      /no cluster "moon".*names: east/,
    ],
    [
      'a cluster that was never read',
      {},
      { state: { state: 'unreachable' } },
      'conflict',
      /unreachable and was never read/,
    ],
    [
      'a product without a namespace',
      {
        product: {
          name: 'orders',
          title: 'Orders',
          entityRef: 'system:default/orders',
        },
      },
      {},
      'not-found',
      /product-gateways.io\/product: orders/,
    ],
    [
      'a product over several namespaces',
      { product: analytics, hosts: ['analytics.my-company.io'] },
      {},
      'invalid',
      /analytics, analytics-ingest.*analytics-gateway/,
    ],
    [
      "another product's namespace",
      { namespace: 'analytics' },
      {},
      'conflict',
      /belongs to Analytics/,
    ],
    [
      "nobody's namespace",
      { namespace: 'istio-system' },
      {},
      'conflict',
      /is nobody's/,
    ],
    [
      'a namespace that is none',
      { namespace: '../kube-system' },
      {},
      'invalid',
      /cannot be the name of a namespace/,
    ],
    ['no host', { hosts: [] }, {}, 'invalid', /at least one host/],
    [
      'a product whose name is none',
      { product: { name: 'a\nb', title: 'A', entityRef: 'system:default/a' } },
      {},
      'invalid',
      /"a\\nb" cannot be/,
    ],
  ])('%s', (_, change, world, reason, message) => {
    expect(refusal(change, world)).toMatchObject({
      reason,
      message: expect.stringMatching(message),
    });
  });

  test('a cluster that no repository holds', () => {
    expect(refusal({}, { inGit: false }).message).toMatch(
      /gateways.git.sources/,
    );
  });
});

describe('what cannot be taken over as it stands', () => {
  const ingress = (className: string) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: legacy, namespace: payments }
spec:
  ingressClassName: ${className}
  rules:
    - host: legacy.my-company.io
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: payments, port: { number: 8080 } } } }] }
`;
  const byGatewayApi = `apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: istio }
spec: { controllerName: istio.io/gateway-controller }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: modern, namespace: istio-system }
spec:
  gatewayClassName: istio
  listeners: [{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: modern, namespace: payments }
spec:
  parentRefs: [{ name: modern, namespace: istio-system }]
  hostnames: [modern.my-company.io]
  rules: [{ backendRefs: [{ name: payments, port: 8080 }] }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: modern, namespace: analytics }
spec:
  parentRefs: [{ name: modern, namespace: istio-system }]
  hostnames: [modern-analytics.my-company.io]
  rules: [{ backendRefs: [{ name: collector, namespace: analytics-ingest, port: 8080 }] }]
`;
  const shared = 'clusters/east/istio-system/shared.yaml';
  const tls = 'tls: { mode: SIMPLE, credentialName: payments-cert }';
  test.each<[string, Partial<CreateGateway>, Partial<World>, RegExp]>([
    [
      'a host that nothing serves',
      { hosts: ['new.payments.my-company.io'] },
      {},
      /No gateway in cluster east serves new.payments/,
    ],
    [
      'a host of an Ingress alone',
      { hosts: ['legacy.my-company.io'] },
      withFile('clusters/east/x.yaml', ingress('nginx')),
      /Only an Ingress serves.*Ingress payments\/legacy, run by IngressClass nginx/,
    ],
    [
      'a host of a Gateway API gateway, for one of the other kind',
      { hosts: ['modern.my-company.io'], installer: 'deployment' },
      withFile('clusters/east/x.yaml', byGatewayApi),
      /A gateway of Gateway API serves/,
    ],
    [
      'a route that git does not hold',
      {},
      {
        live: files,
        git: Object.fromEntries(
          Object.entries(files).filter(([path]) => path !== route),
        ),
      },
      /VirtualService payments\/payments is live, but not in git.*Bring it into git/,
    ],
    [
      'a route in a file that is broken',
      {},
      { live: files, ...withFile(route, `${files[route]}  broken: [\n`) },
      /virtualservice-payments.yaml:\d+ /,
    ],
    [
      'a route in a Helm template',
      {},
      { live: files, ...withFile(route, `# {{ .Values.x }}\n${files[route]}`) },
      /is a Helm template/,
    ],
    [
      'a route that is in git twice',
      {},
      withFile('clusters/east/copy.yaml', files[route]),
      /is in git twice/,
    ],
    [
      'a route that only a person can edit',
      {},
      withFile(
        route,
        files[route]
          .replace('gateways:', 'gateways: &g')
          .replace(
            '- route:',
            '- headers: { request: { remove: *g } }\n      route:',
          ),
      ),
      /by hand/,
    ],
    [
      'a certificate in a file of the shared pods',
      {},
      edited(
        shared,
        tls,
        'tls: { mode: SIMPLE, serverCertificate: /etc/a.pem, privateKey: /etc/b.pem }',
      ),
      /file of its own pods/,
    ],
    [
      "an object of somebody else's in git",
      {},
      withFile(
        'clusters/east/x.yaml',
        'apiVersion: v1\nkind: Service\nmetadata: { name: payments-gateway, namespace: payments }\nspec: {}\n',
      ),
      /Service payments\/payments-gateway is there already, in clusters\/east\/x.yaml/,
    ],
    [
      'a file in the way',
      {},
      withFile(
        'clusters/east/payments/Service-payments-gateway.yaml',
        '# mine\n',
      ),
      /holds something else/,
    ],
    [
      "a gateway of the product's for other hosts",
      {},
      withFile(
        'clusters/east/x.yaml',
        'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: { name: payments-gateway, namespace: payments, labels: { product-gateways.io/product: payments } }\nspec: { selector: { product-gateways.io/gateway: payments-gateway }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [other.my-company.io] }] }\n',
      ),
      /does not serve payments.my-company.io.*spec.servers/,
    ],
  ])('%s', (_, change, world, message) => {
    expect(refusal(change, world).message).toMatch(message);
  });
});
