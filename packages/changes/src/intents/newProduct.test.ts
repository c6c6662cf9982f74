import { parseAllDocuments } from 'yaml';
import { ChangePlan } from '../ChangePlan';
import { NewProduct } from '../Intent';
import { defaultPlatform } from '../Platform';
import { Refusal } from '../Refusal';
import {
  clusterOf,
  files as company,
  mergedInto,
  planIn,
  World,
} from '../testing/company';

const list = 'catalog/all.yaml';
const files = {
  ...company,
  [list]: `# What the portal knows.
apiVersion: backstage.io/v1alpha1
kind: Location
metadata: { name: products }
spec:
  targets:
    - ./reports.yaml # since 2019
`,
  'catalog/reports.yaml': `apiVersion: backstage.io/v1alpha1
kind: System
metadata: { name: reports }
spec: { owner: group:default/reports-team }
`,
};

const intent: NewProduct = {
  kind: 'new-product',
  product: {
    name: 'loyalty',
    title: 'Loyalty',
    entityRef: 'system:default/loyalty',
  },
  title: 'Loyalty',
  owner: 'group:default/loyalty-team',
  cluster: 'east',
  hosts: ['loyalty.my-company.io'],
  service: { namespace: 'loyalty', name: 'points', port: 8080 },
};

const planFor = (
  change: Partial<NewProduct> = {},
  world: Partial<World> = {},
): ChangePlan => planIn({ git: files, ...world }, { ...intent, ...change });

const textOf = ({ waves: [wave] }: ChangePlan, path: string) =>
  wave.edits.find(edit => edit.path === path)?.after;

describe('a product that does not exist yet', () => {
  const planned = planFor();
  const [wave] = planned.waves;

  it('is one wave of new files, and one line in the catalog’s list', () => {
    expect(
      wave.edits.map(({ path, before }) => [path, before ? 'edited' : 'new']),
    ).toEqual([
      ['catalog/loyalty.yaml', 'new'],
      [list, 'edited'],
      ...[
        'namespace-loyalty',
        'serviceaccount-loyalty-gateway',
        'role-loyalty-gateway',
        'rolebinding-loyalty-gateway',
        'deployment-loyalty-gateway',
        'service-loyalty-gateway',
        'horizontalpodautoscaler-loyalty-gateway',
        'poddisruptionbudget-loyalty-gateway',
        'gateway-loyalty-gateway',
        'virtualservice-loyalty',
      ].map(name => [`clusters/east/loyalty/${name}.yaml`, 'new']),
    ]);
    expect(textOf(planned, list)).toBe(
      files[list].replace(
        '# since 2019\n',
        '# since 2019\n    - ./loyalty.yaml\n',
      ),
    );
  });

  it('is in the catalog with its owner, and the Component that answers first', () => {
    expect(textOf(planned, 'catalog/loyalty.yaml')).toBe(
      `apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: loyalty
  title: Loyalty
spec:
  owner: group:default/loyalty-team
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: loyalty-points
spec:
  type: service
  lifecycle: experimental
  owner: group:default/loyalty-team
  system: loyalty
`,
    );
  });

  it('answers by TLS alone, at hosts that nobody answered at', () => {
    expect(wave.callers).toEqual([
      {
        request: 'http://loyalty.my-company.io /…',
        before: 'nobody answers',
        after: 'redirect to https',
        same: false,
      },
      {
        request: 'https://loyalty.my-company.io /…',
        before: 'nobody answers',
        after: expect.stringMatching(/^points\.loyalty:8080 \(fails: /),
        same: false,
      },
    ]);
  });

  it('waits for a certificate, and says what its team brings later', () => {
    expect(
      wave.conditions.map(({ id, when, state }) => [id, when, state]),
    ).toEqual([
      ['secret:east/loyalty/loyalty-cert', 'before-merge', 'unknown'],
      ['deployment:east/loyalty/loyalty-gateway', 'after-merge', 'unmet'],
      ['service:east/loyalty/loyalty-gateway', 'after-merge', 'unmet'],
      ['endpoints:east/loyalty/points:8080', 'after-merge', 'unmet'],
    ]);
  });

  it('touches nobody else', () => {
    expect(wave.touches).toEqual({
      clusters: ['east'],
      namespaces: ['loyalty'],
      hosts: ['loyalty.my-company.io'],
      gateways: ['loyalty/loyalty-gateway'],
      products: [],
    });
    expect(planned.warnings).toEqual([]);
  });

  it('asks for nothing once it is merged, live or not', () => {
    const git = mergedInto(files, planned);
    expect(planFor({}, { git, live: files }).waves).toEqual([]);
    expect(planFor({}, { git }).waves).toEqual([]);
    expect(
      clusterOf(git).get({ group: '', kind: 'Namespace', name: 'loyalty' }),
    ).toMatchObject({
      metadata: { labels: { 'product-gateways.io/product': 'loyalty' } },
    });
  });

  it('is refused under its name to everybody else from then on', () => {
    const git = mergedInto(files, planned);
    expect(() => planFor({ owner: 'group:default/others' }, { git })).toThrow(
      'loyalty is a product already: catalog/loyalty.yaml holds a System of that name',
    );
  });
});

describe('as the cluster and the platform have it', () => {
  const namespaces = 'clusters/east/namespaces.yaml';
  const labelled = (label: string) =>
    company[namespaces].replaceAll(
      /(product: (?:payments|analytics)) /g,
      `$1, ${label} `,
    );
  const namespaceIn = (planned: ChangePlan) =>
    parseAllDocuments(
      textOf(planned, 'clusters/east/loyalty/namespace-loyalty.yaml') ?? '',
    )[0].toJS().metadata.labels;

  test.each([
    ['istio-injection: enabled', { 'istio-injection': 'enabled' }],
    ['istio.io/rev: blue', { 'istio.io/rev': 'blue' }],
    ['team: x', {}],
  ])('the namespace joins the mesh as others do: %s', (label, labels) => {
    const git = { ...files, [namespaces]: labelled(label) };
    expect(namespaceIn(planFor({}, { git }))).toEqual({
      'product-gateways.io/product': 'loyalty',
      ...labels,
    });
  });

  it('gets its certificate from the platform’s issuer', () => {
    const platform = {
      ...defaultPlatform,
      gateways: {
        ...defaultPlatform.gateways,
        issuer: { kind: 'ClusterIssuer' as const, name: 'company-ca' },
      },
    };
    const path = 'clusters/east/loyalty/certificate-loyalty-cert.yaml';
    expect(textOf(planFor({}, { platform }), path)).toContain(
      'name: company-ca',
    );
  });

  it('in a namespace of another name', () => {
    const planned = planFor({
      namespace: 'customers',
      service: { ...intent.service, namespace: 'customers' },
    });
    expect(planned.waves[0].touches.namespaces).toEqual(['customers']);
  });
});

describe('the catalog’s folder', () => {
  const without = (...paths: string[]) =>
    Object.fromEntries(
      Object.entries(files).filter(([path]) => !paths.includes(path)),
    );

  it('without a list: the portal may read it in another way, and that is said', () => {
    const planned = planFor({}, { git: without(list) });
    expect(planned.waves[0].edits.map(({ path }) => path)).not.toContain(list);
    expect(planned.warnings).toEqual([
      expect.stringMatching(/^No Location in catalog lists the files there/),
    ]);
  });

  it('with a list that is empty so far', () => {
    const empty = files[list].replace(/targets:[^]*/, 'targets: []\n');
    const planned = planFor({}, { git: { ...files, [list]: empty } });
    expect(textOf(planned, list)).toBe(empty.replace('[]', '[./loyalty.yaml]'));
  });

  it('with a Location of what lies elsewhere: it stays as it is', () => {
    const elsewhere = files[list].replace(
      './reports.yaml',
      'https://forge.example/other/catalog.yaml',
    );
    const planned = planFor({}, { git: { ...files, [list]: elsewhere } });
    expect(planned.warnings).toHaveLength(1);
  });

  it('with a pattern for all files: nothing is added to it', () => {
    const pattern = files[list].replace('./reports.yaml', './*.yaml');
    const planned = planFor({}, { git: { ...files, [list]: pattern } });
    expect(planned.waves[0].edits.map(({ path }) => path)).not.toContain(list);
    expect(planned.warnings).toEqual([]);
  });
});

describe('words that mean something in YAML stay words', () => {
  test.each([
    'yes',
    '2026-01-01',
    'a: b # c',
    '"x"',
    "- it's",
    '${{ secrets }}',
  ])('%s', title => {
    const text = textOf(
      planFor({ title, description: title, domain: 'domain:default/shop' }),
      'catalog/loyalty.yaml',
    );
    const [system] = parseAllDocuments(text ?? '', { version: '1.1' });
    expect(system.toJS()).toMatchObject({
      metadata: { name: 'loyalty', title, description: title },
      spec: { domain: 'domain:default/shop' },
    });
  });
});

describe('what is taken', () => {
  const named = (name: string) => ({
    product: { name, title: name, entityRef: `system:default/${name}` },
    service: { ...intent.service, namespace: name },
  });
  const withFile = (path: string, text: string) => ({
    git: { ...files, [path]: text },
    live: files,
  });

  test.each<[string, Partial<NewProduct>, Partial<World>, RegExp]>([
    [
      'a product’s name in the catalog’s folder',
      named('reports'),
      {},
      /reports is a product already: catalog\/reports\.yaml holds a System/,
    ],
    [
      'a product’s name in a cluster',
      named('payments'),
      {},
      /payments is a product already: namespace payments of cluster east/,
    ],
    [
      'a product’s name in git alone',
      {},
      withFile(
        'clusters/east/x/gateway.yaml',
        'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: { name: x, namespace: x, labels: { product-gateways.io/product: loyalty } }\n',
      ),
      /Gateway x in clusters\/east\/x\/gateway\.yaml carries its label/,
    ],
    [
      'a namespace that is nobody’s',
      {
        namespace: 'istio-system',
        service: { ...intent.service, namespace: 'istio-system' },
      },
      {},
      /Namespace istio-system is there already, in clusters\/east\/namespaces\.yaml/,
    ],
    [
      'a namespace that is only live',
      {},
      {
        change: snapshot =>
          snapshot.with({
            apiVersion: 'v1',
            kind: 'Namespace',
            metadata: { name: 'loyalty' },
          }),
      },
      /Namespace loyalty is there already, in cluster east/,
    ],
    [
      'a host of another product',
      { hosts: ['Payments.my-company.io.'] },
      {},
      /payments\.my-company\.io belongs to Payments/,
    ],
    [
      'a host that the platform keeps for another',
      {},
      {
        platform: {
          ...defaultPlatform,
          hosts: new Map([['payments', ['*.my-company.io']]]),
        },
      },
      /loyalty\.my-company\.io belongs to Payments: the platform keeps/,
    ],
    [
      'a host that is served and nobody’s',
      { hosts: ['old.my-company.io'] },
      {
        git: {
          ...files,
          'clusters/east/istio-system/old.yaml': `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: old, namespace: istio-system }
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: 80, name: http, protocol: HTTP }
      hosts: [old.my-company.io]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: old, namespace: istio-system }
spec:
  hosts: [old.my-company.io]
  gateways: [old]
  http: [{ directResponse: { status: 410 } }]
`,
        },
      },
      /old\.my-company\.io is served in cluster east already, by istio-system\/ingressgateway/,
    ],
    [
      'the name of its file',
      {},
      withFile('catalog/loyalty.yaml', 'a: 1\n'),
      /catalog\/loyalty\.yaml is there already/,
    ],
  ])('%s', (_, change, world, message) => {
    expect(() => planFor(change, world)).toThrow(message);
  });
});

describe('what cannot be meant so', () => {
  test.each<[string, Partial<NewProduct>, RegExp]>([
    [
      'a name with a path in it',
      { product: { ...intent.product, name: '../x' } },
      /"\.\.\/x" cannot be the name of a new product/,
    ],
    [
      'a name that a Service cannot have',
      { product: { ...intent.product, name: '1st' } },
      /cannot be the name of a new product/,
    ],
    [
      'a title of two lines',
      { title: 'a\nb' },
      /cannot be the product's title/,
    ],
    [
      'a title that turns around what follows',
      { title: 'a\u202eb' },
      /cannot be the product's title/,
    ],
    ['no title', { title: ' ' }, /cannot be the product's title/],
    [
      'an owner that is no reference',
      { owner: 'us' },
      /"us" cannot own a product/,
    ],
    [
      'an owner of another kind',
      { owner: 'component:default/x' },
      /cannot own a product/,
    ],
    ['a domain that is none', { domain: 'a b' }, /cannot be a Domain/],
    ['no host', { hosts: [] }, /at least one host/],
    ['a host that is none', { hosts: ['a b'] }, /cannot be the name of a host/],
    [
      'a Service of another namespace',
      { service: { ...intent.service, namespace: 'payments' } },
      /of the product's own namespace, loyalty/,
    ],
    [
      'no port',
      { service: { namespace: 'loyalty', name: 'points' } },
      /Say by which port/,
    ],
    [
      'a port that is none',
      { service: { ...intent.service, port: 70000 } },
      /Say by which port/,
    ],
    [
      'a cluster that is not configured',
      { cluster: 'moon' },
      /no cluster "moon"/,
    ],
  ])('%s', (_, change, message) => {
    const refused = () => planFor(change);
    expect(refused).toThrow(Refusal);
    expect(refused).toThrow(message);
  });
});
