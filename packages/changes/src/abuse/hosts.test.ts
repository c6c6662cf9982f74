import { AddCluster, CreateGateway, SplitService } from '../Intent';
import { Refusal } from '../Refusal';
import { files, intent, planIn } from '../testing/company';
import { planSplit, split, splitFiles } from '../testing/splitWorld';
import { git, intent as second, planAcross } from '../testing/twoClusters';

type Git = Readonly<Record<string, string>>;

/** What each intent says to a host, where git and the clusters hold this too. */
const asked = {
  'create-gateway': (change: Partial<CreateGateway>, more: Git) =>
    planIn({ git: { ...files, ...more } }, { ...intent, ...change }),
  'split-service': (change: Partial<SplitService>, more: Git) =>
    planSplit({ git: { ...splitFiles, ...more } }, { ...split, ...change }),
  'add-cluster': (change: Partial<AddCluster>, more: Git) =>
    planAcross({ git: { ...git, ...more } }, { ...second, ...change }),
};

function answer(plan: () => unknown): string {
  try {
    plan();
    return 'planned';
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

function route(hosts: string, more = ''): Git {
  return {
    'clusters/east/analytics/more.yaml': `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: more, namespace: analytics }
spec:
  hosts: [${hosts}]
  gateways: [open]
  ${more}
  http: [{ route: [{ destination: { host: collector.analytics-ingest.svc.cluster.local } }] }]
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: open, namespace: analytics }
spec:
  selector: { istio: ingressgateway }
  servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [${hosts}] }]
`,
  };
}

describe.each(Object.entries(asked))('%s', (_, plan) => {
  const about = (host: string, more: Git = {}) =>
    answer(() => plan({ hosts: [host] }, more));

  test.each([
    ['analytics.my-company.io', 'as it is'],
    ['ANALYTICS.my-company.io', 'in another case'],
    ['analytics.my-company.io.', "with the root's dot"],
    ['analytics.my-company.io:443', 'with a port'],
    ['ａｎａｌｙｔｉｃｓ.my-company.io', 'in wide letters'],
    ['*.my-company.io', 'under a wildcard'],
    ['*.io', 'under a wide wildcard'],
  ])("another's host %s, %s: refused with the owner's name", host => {
    expect(about(host)).toMatch(/belongs to Analytics/);
  });

  test.each(['*', '**', '*.*', '*payments.my-company.io', 'a.*.io', ''])(
    '%j is no host',
    host => expect(about(host)).toMatch(/cannot be the name of a host/),
  );

  test.each([
    ['bücher.example', 'xn--bcher-kva.example', 'IDN for punycode'],
    ['xn--bcher-kva.example', 'bücher.example', 'punycode for IDN'],
    ['new.data.example', '"*.data.example"', "below another's wildcard"],
    ['*.data.example', 'x.data.example', "a wildcard above another's"],
  ])("%s, where another's route has %s: %s", (host, theirs) => {
    expect(about(host, route(theirs))).toMatch(/belongs to Analytics/);
  });

  test('a letter that only looks the same is another host, and nobody serves it', () => {
    expect(about('pаyments.my-company.io')).toMatch(/xn--/);
  });

  test("a route that others' namespaces do not see is a claim too", () => {
    expect(about('x.example', route('x.example', 'exportTo: ["."]'))).toMatch(
      /belongs to Analytics/,
    );
  });

  test("a host that another product's delegate answers for", () => {
    const delegating = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: root, namespace: istio-system }
spec:
  hosts: [x.example]
  gateways: [shared]
  http: [{ delegate: { name: x, namespace: analytics } }]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: x, namespace: analytics }
spec:
  http: [{ route: [{ destination: { host: collector.analytics-ingest.svc.cluster.local } }] }]
`;
    expect(
      about('x.example', { 'clusters/east/root.yaml': delegating }),
    ).toMatch(/belongs to Analytics/);
  });

  test('a route of another product for the same host: both are named', () => {
    expect(
      about('payments.my-company.io', route('payments.my-company.io')),
    ).toMatch(/claimed by Payments and by Analytics/);
  });
});

describe('an internal host', () => {
  const everyCluster = `apiVersion: v1\nkind: Namespace\nmetadata: { name: default }\n`;
  const internal = (internalHost: string, more: Git = {}) =>
    answer(() =>
      asked['add-cluster'](
        { internalHost },
        { 'clusters/east/default.yaml': everyCluster, ...more },
      ),
    );

  test.each([
    ['kubernetes.default', 'a Service'],
    ['kubernetes.default.svc', 'a Service'],
    ['kubernetes.default.svc.cluster.local', 'a Service'],
    ['collector.analytics-ingest.svc.cluster.local', 'a Service'],
    ['Collector.Analytics-Ingest', 'a Service'],
    ['payments.payments', 'a Service'],
    ['localhost', 'a Service'],
    ['codeowners', 'a Service'],
    ['169.254.169.254', 'an address'],
    ['127.0.0.1', 'an address'],
  ])('%s is %s to callers: refused', (host, what) => {
    expect(internal(host)).toMatch(
      what === 'an address' ? /is an address/ : /is how callers name a Service/,
    );
  });

  test.each(['analytics.my-company.io', 'ANALYTICS.my-company.io.'])(
    "%s is another product's: refused",
    host => expect(internal(host)).toMatch(/belongs to Analytics/),
  );

  test("another product's ServiceEntry says already what it is", () => {
    const entry = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: theirs, namespace: analytics }
spec: { hosts: [data.mesh.internal], resolution: STATIC, location: MESH_INTERNAL, endpoints: [{ address: 169.254.169.254 }] }
`;
    expect(
      internal('data.mesh.internal', { 'clusters/west/entry.yaml': entry }),
    ).toMatch(/ServiceEntry analytics\/theirs in cluster west says already/);
  });
});
