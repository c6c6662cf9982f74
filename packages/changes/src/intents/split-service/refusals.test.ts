import { Snapshot } from '@product-gateways/mesh';
import { SplitService } from '../../Intent';
import { Refusal } from '../../Refusal';
import { files } from '../../testing/company';
import {
  Files,
  liveOf,
  merge,
  planSplit,
  serviceFile,
  split,
  splitFiles,
} from '../../testing/splitWorld';

const file = 'clusters/east/payments/virtualservice-payments.yaml';
const other = 'clusters/east/payments/other.yaml';
const to = { namespace: 'payments', name: 'credit-card' };

function refusalOf(
  asked: SplitService,
  git: Files = splitFiles,
  live?: Snapshot,
): string {
  try {
    planSplit({ git, live }, asked);
  } catch (error) {
    if (error instanceof Refusal) return `${error.reason}: ${error.message}`;
    throw error;
  }
  return 'planned';
}

const asking = (more: Partial<SplitService>): SplitService => ({
  ...split,
  retire: false,
  ...more,
});
const part = (more: Partial<SplitService['parts'][number]>) =>
  asking({ parts: [{ to, ...more }] });

describe('what cannot be meant', () => {
  test.each<[string, SplitService, RegExp]>([
    ['no parts', asking({ parts: [] }), /^invalid: Say at least one part/],
    ['no hosts', asking({ hosts: [] }), /^invalid: Name at least one host/],
    [
      'to itself',
      part({ to: split.service }),
      /^invalid: payments\/payments answers these requests today/,
    ],
    [
      'weights over 100',
      asking({
        parts: [
          { weight: 60, to },
          { weight: 50, to: { ...to, name: 'direct-deposit' } },
        ],
      }),
      /^invalid: The weights for every request add up to 110 %/,
    ],
    ['weight 0', part({ weight: 0 }), /^invalid: A part's weight/],
    ['weight 1.5', part({ weight: 1.5 }), /^invalid: A part's weight/],
    [
      'stages that do not end',
      asking({ stages: [10, 50] }),
      /^invalid: Stages are whole percents that rise to 100/,
    ],
    ['stages that fall', asking({ stages: [50, 10, 100] }), /^invalid: Stages/],
    [
      'a part behind one that takes all',
      asking({ parts: [{ to }, { method: 'GET', to }] }),
      /^invalid: The part for GET would never be reached/,
    ],
    [
      'a part behind a wider path',
      asking({
        parts: [
          { path: { type: 'prefix', value: '/a' }, to },
          { path: { type: 'exact', value: '/a/b' }, to },
        ],
      }),
      /^invalid: The part for \/a\/b would never be reached/,
    ],
    [
      'retired with requests left to it',
      { ...part({ method: 'GET' }), retire: true },
      /^invalid: payments\/payments cannot be retired: requests that no part names/,
    ],
  ])('%s', (_, asked, message) => {
    expect(refusalOf(asked)).toMatch(message);
  });
});

describe('what is not there', () => {
  test.each<[string, SplitService, RegExp]>([
    [
      'cluster',
      asking({ cluster: 'north' }),
      /^not-found: There is no cluster "north"/,
    ],
    [
      'the new Service',
      part({ to: { ...to, name: 'gone' } }),
      /^not-found: Service payments\/gone is neither in cluster east nor in git/,
    ],
    [
      'its port',
      part({ to: { ...to, port: 9 } }),
      /^invalid: Service payments\/credit-card has no port 9; it has 8080/,
    ],
    [
      'a route to the old one',
      asking({ service: { namespace: 'payments', name: 'unused' } }),
      /^not-found: No route in cluster east leads requests for payments.my-company.io to Service payments\/unused/,
    ],
    [
      'the host',
      asking({ hosts: ['nobody.my-company.io'] }),
      /^not-found: No route in cluster east/,
    ],
  ])('%s', (_, asked, message) => {
    expect(refusalOf(asked)).toMatch(message);
  });

  test('a repository that holds the cluster, or the route', () => {
    const { [file]: _, ...without } = splitFiles;
    expect(refusalOf(split, without, liveOf(splitFiles))).toMatch(
      /^conflict: VirtualService payments\/payments is live, but not in git/,
    );
    expect(
      refusalOf(
        split,
        { ...without, 'clusters/east/chart/vs.yaml': '{{ x }}' },
        liveOf(splitFiles),
      ),
    ).toContain('clusters/east/chart/vs.yaml is a Helm template');
  });
});

describe('abuse', () => {
  const odd = [
    'a\nb',
    'a\rb',
    'a\0b',
    'a\u2028b',
    '\ufeffa',
    'a: b',
    '#',
    '---',
    '&a *a',
    '!!js',
    '{{7*7}}',
    '${{ x }}',
    '-a',
    '?a',
    '@a',
    '%a',
    '',
  ];

  test.each(odd)('a name %j (A1)', name => {
    for (const asked of [
      part({ to: { ...to, name } }),
      part({ to: { ...to, namespace: name } }),
      asking({ service: { namespace: 'payments', name } }),
      asking({ hosts: [`${name}.my-company.io`] }),
    ])
      expect(refusalOf(asked)).toMatch(/^invalid: .*cannot be the name of/);
  });

  test.each([
    '/a b',
    '/a\n',
    '/a?b',
    '/a#b',
    'a',
    '/../x',
    '/a/..',
    '/a//b',
    '/%2f',
    '/{{7*7}}',
    '/^(a+)+$',
    '/a\\b',
    '/é',
    `/${'a'.repeat(2000)}`,
  ])('a path %j (A1, A11)', value => {
    expect(refusalOf(part({ path: { type: 'prefix', value } }))).toMatch(
      /^invalid: .* cannot be the path of a part/,
    );
  });

  test.each([
    [{ name: 'x\ny', value: 'a' }, /cannot be the header/],
    [{ name: ':path', value: '/' }, /cannot be the header/],
    [{ name: 'Host', value: 'a' }, /cannot be the header/],
    [{ name: 'x', value: 'a\r\nb: c' }, /cannot be the value of header x/],
    [{ name: 'x', value: '' }, /cannot be the value of header x/],
    [{ name: 'x', value: '{{7*7}}' }, /cannot be the value of header x/],
    [{ name: 'x', value: '${{ x }}' }, /cannot be the value of header x/],
  ])('a header %j', (header, message) => {
    expect(refusalOf(part({ header }))).toMatch(message);
    expect(
      refusalOf(
        asking({ guard: { header: header.name, value: header.value } }),
      ),
    ).toMatch(message);
  });

  test('a method', () => {
    expect(refusalOf(part({ method: 'get"' }))).toMatch(/is no method/);
  });

  test.each(['no', '1e3', '0777', 'null', '~', '2026-01-01', '*a'])(
    'a value that YAML would take for something else stays text: %s (A2, A3)',
    value => {
      const asked = part({ header: { name: 'x-a', value } });
      const merged = merge(splitFiles, planSplit({ git: splitFiles }, asked));
      const [object] = liveOf({ [file]: merged[file] }).list(
        'networking.istio.io',
        'VirtualService',
      );
      expect(Object(object.spec).http[1].match[0].headers['x-a']).toEqual({
        exact: value,
      });
    },
  );

  test.each<[string, SplitService, Files, RegExp]>([
    [
      "another product's Service (A9)",
      part({ to: { namespace: 'analytics-ingest', name: 'collector' } }),
      splitFiles,
      /^conflict: Service analytics-ingest\/collector is Analytics's/,
    ],
    [
      "nobody's Service, the API server's (A9)",
      part({ to: { namespace: 'default', name: 'kubernetes' } }),
      { ...splitFiles, [other]: serviceFile('kubernetes', 'default') },
      /^conflict: Service default\/kubernetes is no product's/,
    ],
    [
      'an ExternalName (A9)',
      part({ to: { ...to, name: 'out' } }),
      {
        ...splitFiles,
        [other]:
          'apiVersion: v1\nkind: Service\nmetadata: { name: out, namespace: payments }\nspec: { type: ExternalName, externalName: kubernetes.default.svc }\n',
      },
      /^conflict: Service payments\/out is an ExternalName/,
    ],
    [
      'endpoints written by hand (A9)',
      part({ to: { ...to, name: 'meta' } }),
      {
        ...splitFiles,
        [other]:
          'apiVersion: v1\nkind: Service\nmetadata: { name: meta, namespace: payments }\nspec: { ports: [{ port: 80 }] }\n',
      },
      /^conflict: Service payments\/meta selects no pods/,
    ],
    [
      "another product's host (A6)",
      asking({ hosts: ['analytics.my-company.io'] }),
      splitFiles,
      /^conflict: analytics.my-company.io belongs to Analytics/,
    ],
    [
      'the same in other letters (A6)',
      asking({ hosts: ['ANALYTICS.my-company.io.'] }),
      splitFiles,
      /^conflict: analytics.my-company.io belongs to Analytics/,
    ],
    [
      'a wildcard over it (A7)',
      asking({ hosts: ['*.my-company.io'] }),
      splitFiles,
      /^conflict: /,
    ],
  ])('%s', (_, asked, git, message) => {
    expect(refusalOf(asked, git)).toMatch(message);
  });
});

describe('what somebody else wrote', () => {
  const edited = (
    from: string | RegExp,
    text: string,
    base: Files = splitFiles,
  ) => ({
    ...base,
    [file]: base[file].replace(from, text),
  });
  const guarded = merge(splitFiles, planSplit({ git: splitFiles }));
  const weighted = merge(guarded, planSplit({ git: guarded }));

  test.each<[string, Files, RegExp]>([
    [
      'a rule of a wave is changed by hand',
      edited('exact: test', 'exact: prod', guarded),
      /^conflict: spec.http\[1\] of VirtualService payments\/payments \(.*virtualservice-payments.yaml\) is a rule of this split/,
    ],
    [
      'a weight is changed by hand',
      edited('weight: 90', 'weight: 80', weighted),
      /^conflict: spec.http\[3\] of VirtualService payments\/payments .* in a way that no wave of this split would have written. Expected: /,
    ],
    [
      'a rule that leads to several',
      edited(
        '- route: [{ destination: { host: payments, port: { number: 8080 } } }]',
        '- route: [{ destination: { host: payments }, weight: 50 }, { destination: { host: payments-web }, weight: 50 }]',
      ),
      /^conflict: spec.http\[1\]/,
    ],
    [
      'other hosts by the same rules',
      edited(
        '    - payments.my-company.io',
        '    - payments.my-company.io\n    - pay.my-company.io',
        {
          ...splitFiles,
          'clusters/east/istio-system/shared.yaml': files[
            'clusters/east/istio-system/shared.yaml'
          ].replaceAll(
            'hosts: [payments.my-company.io]',
            'hosts: [payments.my-company.io, pay.my-company.io]',
          ),
        },
      ),
      /^conflict: VirtualService payments\/payments leads requests for pay.my-company.io to payments\/payments as well/,
    ],
    [
      'paths by a regular expression',
      edited(
        '- route: [{ destination: { host: payments,',
        '- match: [{ uri: { regex: "/a+" } }]\n      route: [{ destination: { host: payments,',
      ),
      /^conflict: A rule of VirtualService payments\/payments .* matches paths by a regular expression/,
    ],
    [
      'in git twice',
      { ...splitFiles, [other]: splitFiles[file] },
      /^conflict: VirtualService payments\/payments is in git twice/,
    ],
    [
      "Flagger's",
      edited(
        '  namespace: payments\n',
        '  namespace: payments\n  ownerReferences: [{ apiVersion: flagger.app/v1beta1, kind: Canary, name: pay, uid: x }]\n',
      ),
      /^conflict: VirtualService payments\/payments is written by Canary payments\/pay/,
    ],
    [
      'a Canary makes it',
      {
        ...splitFiles,
        [other]:
          'apiVersion: flagger.app/v1beta1\nkind: Canary\nmetadata: { name: payments, namespace: payments }\nspec: { targetRef: { kind: Deployment, name: payments } }\n',
      },
      /is written by Canary payments\/payments/,
    ],
    [
      'a Rollout names it',
      {
        ...splitFiles,
        [other]:
          'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: pay, namespace: payments }\nspec: { strategy: { canary: { trafficRouting: { istio: { virtualServices: [{ name: payments }] } } } } }\n',
      },
      /is written by Rollout payments\/pay/,
    ],
    [
      'another route takes these requests first',
      {
        ...splitFiles,
        [other]: `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: younger, namespace: payments }
spec:
  hosts: [payments.my-company.io]
  gateways: [istio-system/shared]
  http:
    - match: [{ uri: { prefix: /cards/legacy } }]
      route: [{ destination: { host: payments-web, port: { number: 8080 } } }]
`,
      },
      /^conflict: In cluster east this would change more than it may\..*\/cards\/legacy/,
    ],
    [
      'an Ingress answers',
      {
        ...splitFiles,
        [file]:
          'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: p, namespace: payments, annotations: { kubernetes.io/ingress.class: istio } }\nspec: { rules: [{ host: payments.my-company.io, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: payments, port: { number: 8080 } } } }] } }] }\n',
      },
      /^(conflict: Ingress payments\/p answers|not-found: No route)/,
    ],
  ])('%s', (_, git, message) => {
    expect(refusalOf(split, git)).toMatch(message);
  });
});

test('a base that several overlays share is edited with a warning', () => {
  const { [file]: route, ...rest } = splitFiles;
  const git = {
    ...rest,
    'base/route.yaml': route,
    'base/kustomization.yaml': 'resources: [route.yaml]\n',
    'clusters/east/kustomization.yaml': 'resources: [../../base]\n',
    'clusters/west/kustomization.yaml': 'resources: [../../base]\n',
  };
  const plan = planSplit({ git });
  expect(plan.waves[0].edits.map(({ path }) => path)).toEqual([
    'base/route.yaml',
  ]);
  expect(plan.warnings).toEqual([
    'base/route.yaml is part of a base that 2 overlays share (clusters/east, clusters/west): this changes what all of them say.',
  ]);
});
