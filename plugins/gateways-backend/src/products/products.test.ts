import { ownershipOf, UnseenKind } from '@product-gateways/mesh';
import { sampleMesh } from '../__testUtils__/sampleMesh';
import { hintsOf } from './hints';
import { Naming } from './Naming';
import { nextStepOf } from './nextSteps/nextStepOf';
import { standingOf } from './standing';
import { viewOf } from './viewOf';
import { ClusterVisibility } from './Visibility';

const openNaming: Naming = {
  title: name => name[0].toUpperCase() + name.slice(1),
  mayRead: () => true,
};

const live = (name: string): ClusterVisibility => ({
  name,
  title: name,
  state: 'live',
  missing: [],
});
const bothLive = [live('east'), live('west')];

/** What is said about a product of the sample company, with more objects in its clusters. */
function said(
  product: string,
  more: {
    yaml?: string;
    westYaml?: string;
    unseen?: UnseenKind[];
    clusters?: ClusterVisibility[];
    naming?: Naming;
  } = {},
) {
  const {
    yaml,
    westYaml,
    unseen,
    clusters = bothLive,
    naming = openNaming,
  } = more;
  const mesh = sampleMesh(yaml, unseen, westYaml);
  const ownership = ownershipOf(mesh);
  const view = viewOf(mesh, ownership, product);
  const standing = standingOf({ view, clusters, ownership, naming });
  return {
    view,
    standing,
    nextStep: nextStepOf({
      view,
      clusters,
      stage: standing.stage,
      title: naming.title(product),
      entityRef: `system:default/${product}`,
      mayPropose: true,
    }),
    hints: hintsOf(view, clusters),
  };
}

const ownGateway = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: payments-gateway, namespace: payments }
spec:
  replicas: 2
  selector: { matchLabels: { gateway: payments } }
  template:
    metadata: { labels: { gateway: payments, sidecar.istio.io/inject: 'true' }, annotations: { inject.istio.io/templates: gateway } }
    spec: { containers: [{ name: istio-proxy, image: auto }] }
---
apiVersion: v1
kind: Service
metadata: { name: payments-gateway, namespace: payments }
spec: { type: LoadBalancer, selector: { gateway: payments }, ports: [{ name: https, port: 443, targetPort: 8443 }] }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: payments-gateway, namespace: payments }
spec:
  selector: { gateway: payments }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: [payments.my-company.io]
      tls: { mode: SIMPLE, credentialName: payments-cert }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: payments-own, namespace: payments }
spec:
  hosts: [payments.my-company.io]
  gateways: [payments-gateway]
  http: [{ route: [{ destination: { host: payments, port: { number: 8080 } } }] }]
`;

describe('where a product stands', () => {
  it.each([
    ['payments', 'shared', 'Payments shares its gateway with Analytics'],
    ['analytics', 'shared', 'Analytics shares its gateway with Payments'],
    ['orders', 'own-gateway', 'Orders has a gateway of its own'],
    [
      'reports',
      'ingress-only',
      'Reports is served by an Ingress, outside the mesh',
    ],
    ['nobody', 'none', 'No gateway serves Nobody'],
  ])('%s: %s', (product, stage, headline) => {
    expect(said(product).standing).toMatchObject({ stage, headline });
  });

  it('own, and the shared one still serves it too', () => {
    const { standing, view } = said('payments', { yaml: ownGateway });
    expect(standing).toMatchObject({
      stage: 'own-gateway',
      headline:
        'Payments has a gateway of its own; a gateway shared with Analytics serves it too',
      sharedWith: ['analytics'],
    });
    expect(
      view.gateways.map(({ workload, ownership }) => [workload.id, ownership]),
    ).toEqual([
      ['istio-system/Deployment/istio-ingressgateway', 'shared'],
      ['payments/Deployment/payments-gateway', 'own'],
    ]);
  });

  it("a gateway in nobody's namespace is not the product's own because nobody else uses it today", () => {
    const { view, standing } = said('analytics');
    expect(
      view.gateways.map(({ workload, ownership }) => [
        workload.cluster,
        ownership,
      ]),
    ).toEqual([
      ['east', 'shared'],
      ['west', 'shared'],
    ]);
    expect(standing.evidence[1].text).toBe(
      'analytics.my-company.io is served by istio-system/istio-ingressgateway in west, which serves nobody else today, but does not belong to Analytics.',
    );
  });

  it.each([
    [
      'well-formed',
      '[{ port: { number: 443, name: https, protocol: HTTPS }, hosts: [analytics.my-company.io], tls: { mode: SIMPLE, credentialName: cert } }]',
    ],
    ['malformed', 'none'],
  ])(
    "a %s Gateway of the product's on somebody else's workload does not make that its own",
    (_, servers) => {
      const yaml = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: x, namespace: analytics }
spec: { selector: { istio: ingressgateway }, servers: ${servers} }
`;
      const { view, standing } = said('analytics', { westYaml: yaml });
      expect(standing.stage).toBe('shared');
      expect(view.gateways.map(({ ownership }) => ownership)).toEqual([
        'shared',
        'shared',
      ]);
    },
  );

  it.each([
    ['of the workload', 'Deployment'],
    ['of its Service', 'Service'],
  ])(
    "the label %s makes a gateway in nobody's namespace its own",
    (_, kind) => {
      const edge = ownGateway
        .replaceAll('namespace: payments }', 'namespace: edge }')
        .replace(
          `kind: ${kind}\nmetadata: {`,
          `kind: ${kind}\nmetadata: { labels: { product-gateways.io/product: payments },`,
        );
      expect(
        said('payments', { yaml: edge })
          .view.gateways.filter(({ workload }) => workload.namespace === 'edge')
          .map(({ ownership }) => ownership),
      ).toEqual(['own']);
    },
  );

  it('has the objects that say so', () => {
    expect(said('payments').standing.evidence).toEqual([
      {
        cluster: 'east',
        text: 'payments.my-company.io is served by istio-system/istio-ingressgateway in east, which also serves analytics.my-company.io (Analytics).',
        objects: [
          {
            group: 'apps',
            kind: 'Deployment',
            namespace: 'istio-system',
            name: 'istio-ingressgateway',
          },
          {
            group: 'networking.istio.io',
            kind: 'Gateway',
            namespace: 'istio-system',
            name: 'shared-gateway',
          },
        ],
      },
    ]);
  });

  it('says first that nothing answers, unless pods cannot be seen', () => {
    const first = (east: ClusterVisibility) =>
      said('payments', { yaml: ownGateway, clusters: [east, live('west')] })
        .standing.evidence[0].text;
    const unanswered =
      'payments/payments-gateway in east has no ready replica: requests to payments.my-company.io fail.';
    expect(first(live('east'))).toBe(unanswered);
    const missing = [
      { kind: 'pods', reason: 'forbidden' as const, message: '' },
    ];
    expect(first({ ...live('east'), state: 'partial', missing })).not.toBe(
      unanswered,
    );
  });

  it.each<[string, Partial<ClusterVisibility>, string]>([
    [
      'unreachable',
      { state: 'unreachable', message: 'refused' },
      'west may hold more than is shown: refused.',
    ],
    [
      'forbidden',
      { state: 'forbidden', message: 'no' },
      'west may hold more than is shown: no.',
    ],
    [
      'partial',
      {
        state: 'partial',
        missing: [{ kind: 'pods', reason: 'forbidden', message: '' }],
      },
      'west may hold more than is shown: pods cannot be read.',
    ],
  ])(
    'is unknown rather than none while a cluster is %s',
    (_, state, evidence) => {
      const clusters = [live('east'), { ...live('west'), ...state }];
      const { standing } = said('nobody', { clusters });
      expect(standing.stage).toBe('unknown');
      expect(standing.evidence.map(({ text }) => text)).toEqual([evidence]);
      expect(said('payments', { clusters }).standing.stage).toBe('shared');
    },
  );

  it('is none although a CRD is not installed: what is not there hides nothing', () => {
    const missing = [
      {
        kind: 'tlsroutes.gateway.networking.k8s.io',
        reason: 'not-installed' as const,
        message: '',
      },
    ];
    const clusters = [live('east'), { ...live('west'), missing }];
    expect(said('nobody', { clusters }).standing.stage).toBe('none');
  });

  it('names neither a product that must not be named nor its hosts', () => {
    const naming: Naming = {
      title: name => (name === 'payments' ? 'Payments' : 'another product'),
      mayRead: name => name === 'payments',
    };
    const { standing } = said('payments', { naming });
    expect(standing.headline).toBe(
      'Payments shares its gateway with another product',
    );
    expect(standing.evidence[0].text).toMatch(
      /also serves hosts of another product\.$/,
    );
  });
});

describe('what serves what', () => {
  it('routes stand in the order in which the gateway tries them', () => {
    const { view } = said('payments');
    expect(
      view.routes.map(({ ports, order, match, action, detail, source }) =>
        [ports.join(), order, match, action, detail ?? '', source.path].join(
          ' | ',
        ),
      ),
    ).toEqual([
      '80 | 1 | /… | redirect | 301 to https | spec.servers[0]',
      '443 | 1 | GET /web… | route |  | spec.http[0]',
      '443 | 2 | /… | route |  | spec.http[1]',
    ]);
  });

  it('ports are those that clients use', () => {
    expect(said('payments').view.gateways[0].ports).toEqual([
      {
        port: 80,
        protocol: 'HTTP',
        tls: undefined,
        httpsRedirect: true,
        credentialName: undefined,
      },
      {
        port: 443,
        protocol: 'HTTPS',
        tls: 'SIMPLE',
        httpsRedirect: false,
        credentialName: 'payments-cert',
      },
    ]);
  });

  it('a destination without a ready endpoint says so, and one whose endpoints are not seen does not', () => {
    const problems = (unseen: UnseenKind[]) =>
      said('payments', { unseen }).view.routes.flatMap(({ destinations }) =>
        destinations.map(({ endpoints, problem }) => [endpoints, problem]),
      );
    expect(problems([])[0]).toEqual([
      { ready: 0, total: 0 },
      'No endpoint of it is ready.',
    ]);
    expect(
      problems([
        {
          group: 'discovery.k8s.io',
          kind: 'EndpointSlice',
          reason: 'forbidden',
        },
      ])[0],
    ).toEqual([undefined, undefined]);
  });

  it('route ids are unique', () => {
    const ids = ['payments', 'analytics', 'orders', 'reports'].flatMap(
      product =>
        said(product, { yaml: ownGateway }).view.routes.map(({ id }) => id),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is computed once for a mesh', () => {
    const mesh = sampleMesh();
    const ownership = ownershipOf(mesh);
    expect(viewOf(mesh, ownership, 'payments')).toBe(
      viewOf(mesh, ownership, 'payments'),
    );
  });

  it('a host that two claim is disputed, and not offered to be moved', () => {
    const yaml = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: taken, namespace: orders }
spec: { hosts: [payments.my-company.io], gateways: [istio-system/shared-gateway], http: [{ route: [{ destination: { host: orders } }] }] }
`;
    const { view, nextStep } = said('payments', { yaml });
    expect(view.hosts[0].disputedWith).toEqual(['orders']);
    expect(nextStep?.unavailable).toMatch(
      /payments.my-company.io is claimed by another product/,
    );
  });

  it("what cannot be read of the product's objects is told", () => {
    const yaml = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: broken, namespace: payments }
spec: { hosts: payments.my-company.io }
`;
    expect(said('payments', { yaml }).view.problems).toEqual([
      expect.objectContaining({
        cluster: 'east',
        problem: expect.objectContaining({
          source: expect.objectContaining({ path: 'spec.hosts' }),
        }),
      }),
    ]);
    expect(said('analytics', { yaml }).view.problems).toEqual([]);
  });
});

describe('what next', () => {
  it('is prefilled from what is live', () => {
    expect(said('payments').nextStep).toEqual({
      title: 'Give Payments its own gateway',
      template: 'template:default/create-gateway',
      intent: {
        kind: 'create-gateway',
        product: 'system:default/payments',
        cluster: 'east',
        hosts: ['payments.my-company.io'],
      },
    });
  });

  it.each([
    [
      'reports',
      /served by the Ingress reports\/reports, which Istio does not serve/,
    ],
  ])('%s: not offered, and why', (product, reason) => {
    const { nextStep } = said(product);
    expect(nextStep?.template).toBeUndefined();
    expect(nextStep?.unavailable).toMatch(reason);
  });

  it.each(['orders', 'nobody'])('%s: nothing', product => {
    expect(said(product).nextStep).toBeUndefined();
  });
});

/** A ready endpoint each. */
const ready = (...services: string[]) =>
  services
    .map(
      name => `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: ${name}, namespace: payments, labels: { kubernetes.io/service-name: ${name} } }
addressType: IPv4
ports: [{ name: http, port: 8080 }]
endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready: true }, targetRef: { kind: Pod, name: ${name}, namespace: payments } }]
`,
    )
    .join('---');

const split = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: payments-own, namespace: payments }
spec:
  hosts: [payments.my-company.io]
  gateways: [payments-gateway]
  http:
    - match: [{ uri: { prefix: /deposits } }]
      route: [{ destination: { host: direct-deposit, port: { number: 8080 } } }]
    - match: [{ uri: { prefix: /cards } }]
      route: [{ destination: { host: credit-card, port: { number: 8080 } } }]
    - route: [{ destination: { host: payments, port: { number: 8080 } } }]
`;

describe('what next, once there is a gateway of its own', () => {
  const newServices = ready('direct-deposit', 'credit-card');

  it('a service is split into those that run beside it and get no request', () => {
    const yaml = `${ownGateway}---${newServices}`;
    expect(said('payments', { yaml }).nextStep).toEqual({
      title: 'Split payments into credit-card and direct-deposit',
      template: 'template:default/split-service',
      intent: {
        kind: 'split-service',
        product: 'system:default/payments',
        cluster: 'east',
        hosts: ['payments.my-company.io'],
        service: { namespace: 'payments', name: 'payments', port: 8080 },
        parts: ['credit-card', 'direct-deposit'].map(name => ({
          path: { type: 'prefix', value: '' },
          to: { namespace: 'payments', name, port: 8080 },
        })),
      },
    });
  });

  const everywhere = {
    yaml: `${ownGateway}---${split}---${newServices}`,
    westYaml: ready('payments', 'direct-deposit', 'credit-card'),
  };

  it('all that serves it runs in another cluster too: that cluster', () => {
    expect(said('payments', everywhere).nextStep).toEqual({
      title: 'Serve Payments from west too',
      template: 'template:default/add-cluster',
      intent: {
        kind: 'add-cluster',
        product: 'system:default/payments',
        cluster: 'west',
        from: 'east',
        hosts: ['payments.my-company.io'],
      },
    });
  });

  it.each([
    [
      'no endpoint of a service is ready there',
      { ...everywhere, westYaml: ready('payments', 'direct-deposit') },
      'payments/credit-card, to which a route in east leads, has no ready endpoint in west. Let it run there first.',
    ],
    [
      'the cluster cannot be seen',
      {
        ...everywhere,
        clusters: [live('east'), { ...live('west'), state: 'stale' as const }],
      },
      'west cannot be seen now (stale).',
    ],
  ])('%s: not offered, and why', (_, more, unavailable) => {
    const { nextStep } = said('payments', more);
    expect(nextStep).toEqual({
      title: 'Serve Payments from west too',
      unavailable,
    });
  });
});

describe('services that could answer', () => {
  it('are those in its namespaces, with their endpoints and whether a route leads there; not those of gateways', () => {
    const yaml = `${ownGateway}---${ready('direct-deposit')}`;
    const { services } = said('payments', { yaml }).view;
    const inEast = services.filter(({ cluster }) => cluster === 'east');
    expect(
      inEast.map(({ name, endpoints, isRouted }) => [
        name,
        endpoints?.ready,
        isRouted,
      ]),
    ).toEqual([
      ['credit-card', 0, false],
      ['direct-deposit', 1, false],
      ['payments', 0, true],
      ['payments-web', 0, true],
    ]);
    expect(inEast[0].ports).toEqual([{ port: 8080, name: 'http' }]);
  });

  it('are not said to have none where endpoints cannot be seen', () => {
    const unseen: UnseenKind[] = [
      { group: 'discovery.k8s.io', kind: 'EndpointSlice', reason: 'forbidden' },
    ];
    const { services } = said('payments', { unseen }).view;
    expect(services[0].endpoints).toBeUndefined();
  });
});

describe('why a page is empty', () => {
  const hints = (product: string, more: Parameters<typeof said>[1] = {}) =>
    said(product, more).hints.map(({ what, name, cluster }) => [
      what,
      cluster,
      name,
    ]);

  it.each<[string, string, Parameters<typeof said>[1], unknown[]]>([
    ['nothing is missing', 'payments', {}, []],
    [
      'no namespace is labelled',
      'nobody',
      {},
      [['label', undefined, 'product-gateways.io/product']],
    ],
    [
      'a namespace is, and no route leads there',
      'billing',
      {
        yaml: 'apiVersion: v1\nkind: Namespace\nmetadata: { name: billing, labels: { product-gateways.io/product: billing } }',
      },
      [['route', 'east', 'billing']],
    ],
    [
      'a cluster cannot be reached',
      'payments',
      {
        clusters: [
          live('east'),
          { ...live('west'), state: 'unreachable', message: 'refused' },
        ],
      },
      [['cluster', 'west', 'west']],
    ],
    [
      'a CRD is not installed',
      'nobody',
      {
        clusters: [
          {
            ...live('east'),
            missing: [
              {
                kind: 'virtualservices.networking.istio.io',
                reason: 'not-installed',
                message: '',
              },
            ],
          },
        ],
      },
      [
        ['crd', 'east', 'virtualservices.networking.istio.io'],
        ['label', undefined, 'product-gateways.io/product'],
      ],
    ],
  ])('%s', (_, product, more, expected) =>
    expect(hints(product, more)).toEqual(expected),
  );

  it.each([
    ['with its reason', 'refused', /^west cannot be reached: refused$/],
    [
      'with what to check while there is none',
      undefined,
      /^west cannot be reached: it has not answered yet\. .*network.*URL.*token\.$/,
    ],
  ])('a cluster cannot be reached, %s', (_, message, expected) => {
    const west = { ...live('west'), state: 'unreachable' as const, message };
    const [hint] = said('payments', { clusters: [live('east'), west] }).hints;
    expect(hint.message).toMatch(expected);
  });

  it('a role is missing: the rules to add', () => {
    const forbidden = (kind: string) => ({
      kind,
      reason: 'forbidden' as const,
      message: '',
    });
    const west: ClusterVisibility = {
      ...live('west'),
      state: 'partial',
      missing: [
        forbidden('gateways.networking.istio.io'),
        forbidden('virtualservices.networking.istio.io'),
        forbidden('services'),
      ],
    };
    const [hint] = said('payments', { clusters: [live('east'), west] }).hints;
    expect(hint).toMatchObject({ what: 'role', cluster: 'west' });
    expect(hint.yaml).toBe(`rules:
  - apiGroups:
      - networking.istio.io
    resources:
      - gateways
      - virtualservices
    verbs:
      - get
      - list
      - watch
  - apiGroups:
      - ""
    resources:
      - services
    verbs:
      - get
      - list
      - watch
`);
  });

  it('of a role that is older than the kinds that only plans look at, a page says nothing', () => {
    const older: ClusterVisibility = {
      ...live('west'),
      missing: [
        { kind: 'nodes', reason: 'forbidden', message: 'no', plansOnly: true },
      ],
    };
    expect(said('payments', { clusters: [live('east'), older] })).toEqual(
      said('payments'),
    );
  });
});
