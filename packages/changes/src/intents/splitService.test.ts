import { KubernetesObject, Snapshot } from '@product-gateways/mesh';
import { ChangePlan } from '../ChangePlan';
import { SplitService } from '../Intent';
import { files } from '../testing/company';
import { splitFaults } from '../testing/splitFaults';
import {
  Files,
  endpoints,
  liveOf,
  merge,
  planSplit,
  serviceFile,
  split,
  splitFiles,
} from '../testing/splitWorld';

const file = 'clusters/east/payments/virtualservice-payments.yaml';
const oldServices = 'clusters/east/payments/services.yaml';

const git: Files = {
  ...splitFiles,
  'clusters/east/payments/old.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: payments, namespace: payments }
spec:
  selector: { matchLabels: { app: payments } }
  template: { metadata: { labels: { app: payments, tier: web } } }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: payments, namespace: payments }
spec:
  host: payments
  trafficPolicy: { connectionPool: { http: { http2MaxRequests: 100 } } }
`,
};

/** What git says after each wave, each merged and live before the next. */
function wayThrough(start: Files, asked: SplitService = split) {
  const way: { id?: string; git: Files; plan: ChangePlan }[] = [];
  let now = start;
  for (;;) {
    const plan = planSplit({ git: now }, asked);
    if (!plan.waves.length) return { way, end: now, plan };
    now = merge(now, plan);
    way.push({ id: plan.waves[0].id, git: now, plan });
  }
}

const snapshots = (start: Files, { way }: ReturnType<typeof wayThrough>) =>
  [start, ...way.map(step => step.git)].map(each => liveOf(each));

describe('the way from one Service to two', () => {
  const through = wayThrough(git);
  const at = (id: string) =>
    through.way.find(step => step.id === id)?.git[file] ?? '';

  it('takes its waves one by one, and is done then', () => {
    expect(through.way.map(({ id }) => id)).toEqual([
      'guarded',
      'weight-10',
      'weight-50',
      'weight-100',
      'cleanup',
      'retire',
    ]);
    expect(through.way.map(({ plan }) => plan.of)).toEqual(Array(6).fill(6));
    expect(through.plan.summary).toMatch(/^Git already says/);
  });

  it('loses nothing, and moves only what is asked', () => {
    expect(splitFaults(snapshots(git, through), split)).toEqual([]);
  });

  it('begins with those who send the header', () => {
    expect(at('guarded')).toBe(
      files[file].replace(
        '    # Everything else.\n',
        `    - name: payments-to-credit-card-1-guard
      match:
        - uri:
            exact: /cards
          headers:
            x-split:
              exact: test
        - uri:
            prefix: /cards/
          headers:
            x-split:
              exact: test
      route:
        - destination:
            host: credit-card
            port:
              number: 8080
    - name: payments-to-direct-deposit-2-guard
      match:
        - headers:
            x-split:
              exact: test
      route:
        - destination:
            host: direct-deposit
            port:
              number: 8080
    # Everything else.
`,
      ),
    );
  });

  it('ends with the routes that are meant, and no more', () => {
    expect(at('retire')).toBe(
      files[file].replace(
        / {4}# Everything else[^]*/,
        `    - name: payments-to-credit-card-1
      match:
        - uri:
            exact: /cards
        - uri:
            prefix: /cards/
      route:
        - destination:
            host: credit-card
            port:
              number: 8080
    # Everything else.
    - route: [{ destination: { host: direct-deposit, port: { number: 8080 } } }]
`,
      ),
    );
  });

  it('takes the old Service, its rule and its Deployment away at last', () => {
    const { end } = through;
    expect(end[oldServices]).not.toContain('name: payments,');
    expect(end[oldServices]).toContain('name: payments-web,');
    expect(Object.keys(end)).not.toContain('clusters/east/payments/old.yaml');
  });

  it('says of each wave how it is undone', () => {
    expect(through.way.map(({ plan }) => plan.waves[0].rollback)).toEqual([
      'Revert this pull request: all requests are led to payments/payments again. payments/payments keeps running until then.',
      expect.stringContaining(
        'revert after it the one that leads requests with header x-split: test, each once',
      ),
      expect.stringContaining(
        'revert after it the one that leads 10 % of what moves, then the one that leads requests with header x-split: test, each once',
      ),
      expect.stringContaining(
        'the one that leads 50 % of what moves, then the one that leads 10 %',
      ),
      expect.stringContaining('payments/payments is a destination again'),
      expect.stringContaining('wait until Service payments/payments has ready'),
    ]);
  });

  it('goes back by the same waves in reverse, and loses nothing', () => {
    const before = through.way[4].git;
    const back = wayThrough(before, { ...split, undo: true });
    expect(back.way.map(({ id }) => id)).toEqual([
      'back-to-weight-100',
      'back-to-weight-50',
      'back-to-weight-10',
      'back-to-guarded',
      'back-to-start',
    ]);
    expect(back.end[file]).toBe(git[file]);
    expect(back.way.map(({ plan }) => plan.waves[0].rollback)).toEqual(
      [
        'takes away what only the way back needed',
        'leads 100 % of what moves',
        'leads 50 % of what moves',
        'leads 10 % of what moves',
        'leads requests with header x-split: test',
      ].map(
        wave =>
          `Ask for the split again without undo: its next wave is the one that ${wave}.`,
      ),
    );
    const reversed = snapshots(before, back).reverse();
    expect(splitFaults(reversed, split)).toEqual([]);
  });

  it('does not go back to a Service that is retired', () => {
    expect(() =>
      planSplit({ git: through.end }, { ...split, undo: true }),
    ).toThrow(/retired. Revert the pull request that retired it first/);
  });
});

describe('a sabotaged plan is caught', () => {
  const through = wayThrough(git);
  const way = snapshots(git, through);

  test('a route is dropped', () => {
    const sabotaged = way.map(snapshot => withoutRule(snapshot, 0));
    expect(splitFaults([way[0], ...sabotaged.slice(1)], split)).not.toEqual([]);
  });

  test('a part is led to the wrong Service', () => {
    const [first, second] = way;
    const swapped = JSON.parse(
      JSON.stringify(virtualServiceOf(second)).replaceAll(
        'payments-web',
        'credit-card',
      ),
    );
    expect(splitFaults([first, second.with(swapped)], split)).toEqual([
      expect.stringMatching(/^undeclared/),
    ]);
  });

  test.each([
    ['weights', [0, 1, 4, 2, 3, 5, 6]],
    ['the Service goes before its routes', [0, 1, 2, 6, 4, 5, 3]],
  ])('waves are reordered: %s', (_, order) => {
    expect(
      splitFaults(
        order.map(index => way[index]),
        split,
      ),
    ).not.toEqual([]);
  });

  test('the Service is taken away too early', () => {
    const early = way[2].without({
      group: '',
      kind: 'Service',
      namespace: 'payments',
      name: 'payments',
    });
    expect(splitFaults([way[1], early], split)).toContainEqual(
      expect.stringMatching(/^lost/),
    );
  });
});

function virtualServiceOf(snapshot: Snapshot): KubernetesObject {
  const [found] = snapshot
    .list('networking.istio.io', 'VirtualService')
    .filter(({ metadata }) => metadata.name === 'payments');
  return found;
}

function withoutRule(snapshot: Snapshot, index: number): Snapshot {
  const object = virtualServiceOf(snapshot);
  const { http, ...spec } = Object(object.spec);
  const left = http.filter((__: unknown, at: number) => at !== index);
  return snapshot.with({ ...object, spec: { ...spec, http: left } });
}

describe('what must be true before a pull request is opened', () => {
  const stateOf = (plan: ChangePlan, id: string) =>
    plan.waves[0].conditions.find(condition => condition.id === id);
  const guarded = merge(git, planSplit({ git }));

  test('the new Services have ready endpoints', () => {
    const live = liveOf(git, [endpoints('credit-card', false)]);
    const plan = planSplit({ git, live });
    expect(stateOf(plan, 'endpoints:east/payments/credit-card:8080')).toEqual(
      expect.objectContaining({
        when: 'before-open',
        state: 'unmet',
        evidence: '0 of 1 are ready.',
      }),
    );
    expect(
      stateOf(plan, 'endpoints:east/payments/direct-deposit:8080'),
    ).toMatchObject({ state: 'unmet', evidence: '0 of 0 are ready.' });
  });

  test('the wave before is live', () => {
    const id = 'live:east/VirtualService payments/payments';
    expect(
      stateOf(planSplit({ git: guarded, live: liveOf(git) }), id),
    ).toMatchObject({
      when: 'before-open',
      state: 'unmet',
      evidence: expect.stringContaining('spec.http is otherwise there'),
    });
    expect(stateOf(planSplit({ git: guarded }), id)).toMatchObject({
      state: 'met',
    });
  });

  test('a person says that the new Services answer well', () => {
    const id = 'answers:east/weight-10';
    expect(stateOf(planSplit({ git: guarded }), id)).toMatchObject({
      state: 'unknown',
      question: expect.any(String),
    });
    expect(
      stateOf(planSplit({ git: guarded }, { ...split, confirmed: [id] }), id),
    ).toMatchObject({ state: 'met', evidence: 'A person says so.' });
  });

  test('of a cluster that does not answer it is asked, and said', () => {
    const plan = planSplit({
      git,
      state: { state: 'stale', observedAt: '2026-11-24T11:00:00Z' },
    });
    expect(plan.warnings[0]).toContain('planned from what it was at');
    expect(
      stateOf(plan, 'endpoints:east/payments/credit-card:8080'),
    ).toMatchObject({ state: 'unknown', question: expect.any(String) });
  });
});

describe('the old Service stays while anything leads to it', () => {
  const { way } = wayThrough(git);
  const cleaned = way[4].git;
  const object = (
    kind: string,
    spec: string,
    apiVersion = 'networking.istio.io/v1',
  ) =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: other, namespace: analytics }\nspec: ${spec}\n`;
  const host = 'payments.payments.svc.cluster.local';

  test.each([
    [
      'a route of the mesh',
      'VirtualService',
      object(
        'VirtualService',
        `{ hosts: [${host}], http: [{ route: [{ destination: { host: ${host} } }] }] }`,
      ),
    ],
    [
      'a mirror',
      'VirtualService',
      object(
        'VirtualService',
        `{ hosts: [x.io], http: [{ route: [{ destination: { host: a } }], mirror: { host: ${host} } }] }`,
      ),
    ],
    [
      "a client's rule",
      'DestinationRule',
      object('DestinationRule', `{ host: ${host} }`),
    ],
    [
      'a Sidecar',
      'Sidecar',
      object('Sidecar', `{ egress: [{ hosts: ["./${host}"] }] }`),
    ],
    [
      'a ServiceEntry',
      'ServiceEntry',
      object(
        'ServiceEntry',
        `{ hosts: [p.internal], ports: [{ number: 80, name: http }], resolution: DNS, endpoints: [{ address: ${host} }] }`,
      ),
    ],
    [
      'an HTTPRoute',
      'HTTPRoute',
      object(
        'HTTPRoute',
        '{ rules: [{ backendRefs: [{ name: payments, namespace: payments, port: 8080 }] }] }',
        'gateway.networking.k8s.io/v1',
      ),
    ],
  ])('%s in git', (_, kind, text) => {
    const plan = planSplit({
      git: { ...cleaned, 'clusters/east/analytics/other.yaml': text },
    });
    expect(plan.waves[0].id).toBe('retire');
    expect(
      plan.waves[0].conditions.find(({ id }) => id?.startsWith('unused')),
    ).toMatchObject({
      when: 'before-open',
      state: 'unmet',
      evidence: expect.stringContaining(
        `${kind} analytics/other in cluster east`,
      ),
    });
  });

  test('an Ingress that is live only', () => {
    const live = liveOf(cleaned).with({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'old', namespace: 'payments' },
      spec: {
        defaultBackend: {
          service: { name: 'payments', port: { number: 8080 } },
        },
      },
    });
    expect(
      planSplit({ git: cleaned, live }).waves[0].conditions.find(({ id }) =>
        id?.startsWith('unused'),
      ),
    ).toMatchObject({ state: 'unmet' });
  });

  test('nothing: a person is still asked who calls it by its name', () => {
    const { conditions } = planSplit({ git: cleaned }).waves[0];
    expect(
      conditions
        .filter(({ when }) => when === 'before-open')
        .map(({ state }) => state),
    ).toEqual(['met', 'met', 'unknown']);
  });

  test('a Deployment that another Service selects stays', () => {
    const shared = {
      ...cleaned,
      'clusters/east/payments/tier.yaml': serviceFile('tier').replace(
        'app: tier',
        'tier: web',
      ),
    };
    const end = merge(shared, planSplit({ git: shared }));
    expect(end['clusters/east/payments/old.yaml']).toContain(
      'kind: Deployment',
    );
    expect(end['clusters/east/payments/old.yaml']).not.toContain(
      'DestinationRule',
    );
  });
});

test('connections that only the old Service has a rule for', () => {
  expect(planSplit({ git }).warnings).toEqual([
    expect.stringContaining('DestinationRule payments/payments says how'),
  ]);
});

test('planned twice, it is the same', () => {
  expect(planSplit({ git })).toEqual(planSplit({ git }));
});
