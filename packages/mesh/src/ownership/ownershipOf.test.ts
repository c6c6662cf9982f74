import { parseAllDocuments } from 'yaml';
import { Mesh, Snapshot, snapshotOf, UnseenKind } from '../snapshot';
import { OwnershipConfig } from './Ownership';
import { ownershipOf } from './ownershipOf';
import { workloadOwnership } from './workloadOwnership';

const namespaces = `
apiVersion: v1
kind: Namespace
metadata: { name: payments, labels: { product-gateways.io/product: payments } }
---
apiVersion: v1
kind: Namespace
metadata: { name: analytics-ingest, labels: { product-gateways.io/product: analytics } }
---
apiVersion: v1
kind: Namespace
metadata: { name: istio-system, labels: { app.kubernetes.io/part-of: istio } }
---
`;

function cluster(
  name: string,
  yaml: string,
  unseen?: readonly UnseenKind[],
): Snapshot {
  const objects = parseAllDocuments(namespaces + yaml).map(each => each.toJS());
  return snapshotOf(name, objects, { unseen });
}

function meshOf(...snapshots: Snapshot[]): Mesh {
  return new Map(snapshots.map(snapshot => [snapshot.cluster, snapshot]));
}

function ownershipIn(yaml: string, config?: OwnershipConfig) {
  return ownershipOf(meshOf(cluster('east', yaml)), config);
}

/** A VirtualService on the shared gateway that leads to `to`. */
function route(
  where: { namespace: string; labels?: string; to?: string },
  hosts: string,
  gateways = '[istio-system/shared]',
) {
  const { namespace, labels = '{}', to = 'web' } = where;
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: ${namespace}, labels: ${labels} }
spec: { hosts: ${hosts}, gateways: ${gateways}, http: [{ route: [{ destination: { host: ${to} } }] }] }
---
`;
}

describe('whose a route and its hosts are', () => {
  test.each([
    [
      "its namespace's",
      route({ namespace: 'payments' }, '[a.io]'),
      ['payments'],
    ],
    [
      "its own label's before its namespace's",
      route(
        {
          namespace: 'payments',
          labels: '{ product-gateways.io/product: team-b.orders }',
        },
        '[a.io]',
      ),
      ['team-b.orders'],
    ],
    [
      "of a namespace without product: the service's",
      route(
        { namespace: 'istio-system', to: 'web.payments.svc.cluster.local' },
        '[a.io]',
      ),
      ['payments'],
    ],
    [
      'short of the domain',
      route({ namespace: 'istio-system', to: 'web.payments' }, '[a.io]'),
      ['payments'],
    ],
    [
      'a short name stays in the namespace',
      route({ namespace: 'istio-system', to: 'payments' }, '[a.io]'),
      [],
    ],
    [
      'a host outside the mesh is no service',
      route(
        { namespace: 'istio-system', to: 'web.payments.example.com' },
        '[a.io]',
      ),
      [],
    ],
    [
      "of a product's namespace: not the service's",
      route({ namespace: 'payments', to: 'web.analytics-ingest' }, '[a.io]'),
      ['payments'],
    ],
    [
      "Istio's part-of label claims nothing",
      route(
        {
          namespace: 'istio-system',
          labels: '{ app.kubernetes.io/part-of: istio }',
        },
        '[a.io]',
      ),
      [],
    ],
    [
      'a label with a path is none',
      route(
        {
          namespace: 'istio-system',
          labels: '{ product-gateways.io/product: ../payments }',
        },
        '[a.io]',
      ),
      [],
    ],
    [
      'a label with a newline is none',
      route(
        {
          namespace: 'istio-system',
          labels: '{ product-gateways.io/product: "payments\\n" }',
        },
        '[a.io]',
      ),
      [],
    ],
    [
      '__proto__ labels nothing',
      route(
        {
          namespace: 'istio-system',
          labels: '{ __proto__: { product-gateways.io/product: payments } }',
        },
        '[a.io]',
      ),
      [],
    ],
    [
      'for the mesh alone',
      route({ namespace: 'payments' }, '[a.io]', '[mesh]'),
      [],
    ],
    [
      'without gateways, which is the mesh',
      route({ namespace: 'payments' }, '[a.io]', '[]'),
      [],
    ],
    [
      'for the mesh too',
      route({ namespace: 'payments' }, '[a.io]', '[mesh, web]'),
      ['payments'],
    ],
    [
      'a mirror leads nowhere',
      `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: istio-system }
spec: { hosts: [a.io], gateways: [web], http: [{ mirror: { host: web.payments }, redirect: { uri: /a } }] }`,
      [],
    ],
    [
      'a root of no product is whose its delegate is',
      `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: root, namespace: istio-system }
spec: { hosts: [a.io], gateways: [web], http: [{ delegate: { name: web, namespace: payments } }] }`,
      ['payments'],
    ],
    [
      "or whose the delegate's services are",
      `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: root, namespace: istio-system }
spec: { hosts: [a.io], gateways: [web], http: [{ delegate: { name: leaf } }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: leaf, namespace: istio-system }
spec: { http: [{ route: [{ destination: { host: web.payments } }] }] }`,
      ['payments'],
    ],
    [
      'an Ingress',
      `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: payments }
spec: { rules: [{ host: a.io, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }] }`,
      ['payments'],
    ],
    [
      'an HTTPRoute of no product, to a service elsewhere',
      `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, namespace: istio-system }
spec: { parentRefs: [{ name: web }], hostnames: [a.io], rules: [{ backendRefs: [{ name: web, namespace: payments, port: 80 }] }] }`,
      ['payments'],
    ],
    [
      'a GRPCRoute that names no host serves those of its listener',
      `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: web, namespace: payments }
spec: { gatewayClassName: istio, listeners: [{ name: a, hostname: a.io, port: 80, protocol: HTTP }, { name: b, hostname: b.io, port: 80, protocol: HTTP }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: { name: web, namespace: payments }
spec: { parentRefs: [{ name: web, sectionName: a }] }`,
      ['payments'],
    ],
    [
      'an HTTPRoute of a Service is for the mesh',
      `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, namespace: payments }
spec: { parentRefs: [{ kind: Service, group: '', name: web }], hostnames: [a.io] }`,
      [],
    ],
  ])('%s', (_, yaml, products) => {
    const { claims } = ownershipIn(yaml).ownerOfHost('a.io');
    expect(claims.map(({ product }) => product)).toEqual(products);
    expect(ownershipIn(yaml).ownerOfHost('b.io').claims).toEqual([]);
  });

  it('says which object and field claims a host', () => {
    const yaml = route({ namespace: 'payments' }, '[a.io, b.io]');
    expect(ownershipIn(yaml).ownerOfHost('b.io').claims).toEqual([
      {
        cluster: 'east',
        host: 'b.io',
        product: 'payments',
        source: {
          object: {
            group: 'networking.istio.io',
            kind: 'VirtualService',
            namespace: 'payments',
            name: 'web',
          },
          path: 'spec.hosts[1]',
        },
      },
    ]);
  });

  it('takes a short host for the Service that a gateway takes it for', () => {
    const yaml = route({ namespace: 'payments' }, '[web]');
    expect(ownershipIn(yaml).hostsOf('payments')).toEqual([
      'web.payments.svc.cluster.local',
    ]);
  });

  it('takes all hosts for those that the gateway is open for', () => {
    const yaml = `${route({ namespace: 'payments' }, "['*']")}
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shared, namespace: istio-system }
spec: { selector: { istio: ingressgateway }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [./a.io, 'payments/*.b.io', '*'] }] }`;
    expect(ownershipIn(yaml).hostsOf('payments')).toEqual(['*.b.io', 'a.io']);
  });

  it('tells a host that is no host name, which nobody claims', () => {
    const { claims, problems } = ownershipIn(
      route({ namespace: 'payments' }, '["a b.io"]'),
    );
    expect(claims).toEqual([]);
    expect(
      problems.map(({ source, message }) => [source.path, message]),
    ).toEqual([['spec.hosts[0]', '"a b.io" is not a host name']]);
  });
});

describe('hosts that several claim', () => {
  const both = (mine: string, theirs: string) =>
    ownershipIn(
      route({ namespace: 'payments' }, `["${mine}"]`) +
        route({ namespace: 'analytics-ingest' }, `["${theirs}"]`),
    );

  test.each([
    ['a.io', 'a.io', 'the same'],
    ['a.io', 'A.IO', 'another case'],
    ['a.io', 'a.io.', 'with a dot'],
    ['bücher.io', 'xn--bcher-kva.io', 'in punycode'],
    ['*.a.io', '*.A.io', 'wildcards'],
  ])('%s and %s: %s', (mine, theirs) => {
    const owner = both(mine, theirs).ownerOfHost(mine);
    expect(owner.disputed).toEqual(['analytics', 'payments']);
    expect(owner.product).toBeUndefined();
  });

  test.each([
    ['a.io', 'b.io'],
    ['a.io', 'a.io.b'],
    ['b.a.io', '*.a.io'],
  ])('not %s and %s', (mine, theirs) => {
    expect(both(mine, theirs).ownerOfHost(mine)).toMatchObject({
      product: 'payments',
      disputed: [],
    });
  });

  test.each([
    [
      'b.a.io',
      ['*.a.io', 'c.b.a.io'],
      'above; *.b.a.io would be below',
      ['*.a.io'],
    ],
    [
      '*.b.a.io',
      ['*.a.io', 'c.b.a.io', 'a.io'],
      'above and below',
      ['*.a.io', 'c.b.a.io'],
    ],
    ['A.io.', ['a.io', '*'], "all is nobody's", ['a.io']],
    ['no host', ['a.io'], 'no host', []],
  ])('claims that meet %s among %j: %s', (host, claimed, _, expected) => {
    const hosts = JSON.stringify(claimed);
    const { claimsCovering } = ownershipIn(
      route({ namespace: 'payments' }, hosts),
    );
    expect(claimsCovering(host).map(claim => claim.host)).toEqual(expected);
  });

  it('finds them across clusters', () => {
    const mesh = meshOf(
      cluster('east', route({ namespace: 'payments' }, '[a.io]')),
      cluster('west', route({ namespace: 'analytics-ingest' }, '[a.io]')),
    );
    const { disputed, claims } = ownershipOf(mesh).ownerOfHost('a.io');
    expect(disputed).toEqual(['analytics', 'payments']);
    expect(claims.map(claim => claim.cluster)).toEqual(['east', 'west']);
  });

  it('counts two claims of one product as one', () => {
    const mesh = meshOf(
      cluster('east', route({ namespace: 'payments' }, '[a.io]')),
      cluster('west', route({ namespace: 'payments' }, '[a.io]')),
    );
    expect(ownershipOf(mesh).ownerOfHost('a.io')).toMatchObject({
      product: 'payments',
      disputed: [],
    });
  });
});

describe('what the operator says', () => {
  const gateway = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'edge' },
  };
  const shared = {
    ...gateway,
    metadata: { name: 'web', namespace: 'payments' },
  };

  test.each([
    ['nothing', {}, undefined, 'payments'],
    ['a namespace', { namespaces: { edge: 'orders' } }, 'orders', 'payments'],
    [
      'against a label',
      { namespaces: { payments: 'orders' } },
      undefined,
      'orders',
    ],
    ['a gateway', { gateways: { 'edge/web': 'orders' } }, 'orders', 'payments'],
    [
      'another gateway',
      { gateways: { 'edge/other': 'orders' } },
      undefined,
      'payments',
    ],
    [
      'in this cluster',
      { clusters: { east: { namespaces: { edge: 'orders' } } } },
      'orders',
      'payments',
    ],
    [
      'in another',
      { clusters: { west: { namespaces: { edge: 'orders' } } } },
      undefined,
      'payments',
    ],
    [
      'both: the cluster wins',
      {
        namespaces: { edge: 'reports' },
        clusters: { east: { namespaces: { edge: 'orders' } } },
      },
      'orders',
      'payments',
    ],
  ])('%s', (_, config: OwnershipConfig, unlabelled, labelled) => {
    const { productOf } = ownershipIn('', config);
    expect(productOf('east', gateway)).toBe(unlabelled);
    expect(productOf('east', shared)).toBe(labelled);
  });

  it('is not asked for words that every object knows', () => {
    const { productOfNamespace } = ownershipIn('', { namespaces: {} });
    expect(productOfNamespace('east', 'constructor')).toBeUndefined();
    expect(productOfNamespace('constructor', 'payments')).toBeUndefined();
  });
});

it('reads routes anew only when something changed that claims depend on', () => {
  const before = cluster('east', route({ namespace: 'payments' }, '[a.io]'));
  const claimOf = (snapshot: Snapshot) =>
    ownershipOf(meshOf(snapshot)).ownerOfHost('a.io').claims[0];
  const metadata = { name: 'a', namespace: 'istio-system' };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata, spec: {} };
  expect(claimOf(before.with(pod))).toBe(claimOf(before));

  const labels = { 'product-gateways.io/product': 'orders' };
  const relabelled = { name: 'payments', labels };
  expect(
    claimOf(
      before.with({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: relabelled,
      }),
    ),
  ).toMatchObject({ product: 'orders' });
});

it('names all products, in order', () => {
  const labelled = '{ product-gateways.io/product: orders }';
  const routes = route({ namespace: 'payments', labels: labelled }, '[a.io]');
  const yaml = `${routes}
apiVersion: v1
kind: Service
metadata: { name: a, namespace: b, labels: { product-gateways.io/product: reports } }`;
  const config = { namespaces: { edge: 'ledger' } };
  expect(ownershipIn(yaml, config).products()).toEqual([
    'analytics',
    'ledger',
    'orders',
    'payments',
    'reports',
  ]);
});

describe('own or shared', () => {
  const yaml =
    route({ namespace: 'payments' }, '[a.io, b.io, d.io]') +
    route({ namespace: 'analytics-ingest' }, '[c.io, d.io]');
  const forbidden: UnseenKind = {
    group: '',
    kind: 'Namespace',
    reason: 'forbidden',
  };
  const absent: UnseenKind = {
    group: 'gateway.networking.k8s.io',
    kind: 'HTTPRoute',
    reason: 'not-installed',
  };
  const irrelevant: UnseenKind = {
    group: '',
    kind: 'Pod',
    reason: 'forbidden',
  };

  test.each([
    ['its hosts', ['a.io', 'b.io'], [], 'own', []],
    ['no host', [], [], 'own', []],
    ['the default beside its hosts', ['a.io', '*'], [], 'own', []],
    ["another's host", ['a.io', 'c.io'], [], 'shared', ['analytics']],
    ["only another's", ['c.io'], [], 'shared', ['analytics']],
    ['a disputed host', ['d.io'], [], 'shared', ['analytics']],
    ["a host that is nobody's", ['a.io', 'e.io'], [], 'shared', []],
    [
      'a host whose owner was hidden',
      ['a.io', 'e.io'],
      [forbidden],
      'unknown',
      [],
    ],
    [
      "another's for certain, whatever is hidden",
      ['c.io', 'e.io'],
      [forbidden],
      'shared',
      ['analytics'],
    ],
    ['what is not installed hides nothing', ['e.io'], [absent], 'shared', []],
    ['Pods claim nothing', ['e.io'], [irrelevant], 'shared', []],
  ])('%s: %j', (_, hosts, unseen, ownership, sharedWith) => {
    const mesh = meshOf(cluster('east', yaml, unseen));
    expect(workloadOwnership(hosts, 'payments', ownershipOf(mesh))).toEqual({
      ownership,
      sharedWith,
    });
  });
});
