import { parse } from 'yaml';
import { ChangePlan, Wave } from '../ChangePlan';
import { AddCluster } from '../Intent';
import { Refusal } from '../Refusal';
import { mergedInto } from '../testing/company';
import {
  Git,
  git,
  intent,
  planAcross,
  plansFor,
  TwoClusters,
} from '../testing/twoClusters';

const route = 'clusters/west/payments/virtualservice-payments.yaml';

/** Merged one after another, each live before the next is planned. */
function story(start: Git = git, asked: AddCluster = intent) {
  const plans = plansFor(start, asked);
  return {
    plans,
    states: plans.map(({ waves }) => waves.at(0)?.id),
    end: plans.reduce(mergedInto, start),
  };
}

const edited = (path: string, from: string | RegExp, to: string): Git => ({
  ...git,
  [path]: git[path].replace(from, to),
});
const pathsOf = ({ edits }: Wave) => edits.map(({ path }) => path.slice(9));
const textOf = ({ edits }: Wave, path: string) =>
  edits.find(edit => edit.path === `clusters/${path}`)?.after;

describe('a second cluster for the gateway of payments', () => {
  const { plans, states, end } = story();
  const [copy, join, switched] = plans.map(({ waves }) => waves[0]);

  it('takes three waves, and then git says all of it', () => {
    expect(states).toEqual(['copy', 'join', 'switch', undefined]);
    expect(plans.map(({ of }) => of)).toEqual([3, 3, 3, 3]);
    expect(plans[3].summary).toMatch(/^Git already says .* Hold the drill/);
    expect(planAcross({ git: end, applied: git }).summary).toMatch(
      /not live everywhere yet/,
    );
  });

  it('copies the gateway with all that it needs, and edits nothing that is there', () => {
    expect(pathsOf(copy)).toEqual([
      'west/payments/serviceaccount-payments-gateway.yaml',
      'west/payments/role-payments-gateway.yaml',
      'west/payments/rolebinding-payments-gateway.yaml',
      'west/payments/deployment-payments-gateway.yaml',
      'west/payments/service-payments-gateway.yaml',
      'west/payments/horizontalpodautoscaler-payments-gateway.yaml',
      'west/payments/poddisruptionbudget-payments-gateway.yaml',
      'west/payments/gateway-payments-gateway.yaml',
      'west/payments/virtualservice-payments.yaml',
    ]);
    expect(textOf(copy, route.slice(9))).toMatch(
      /gateways:\n {4}- payments\/payments-gateway\n {2}http:/,
    );
    expect(copy.callers.map(({ same }) => same)).toEqual([true, true, true]);
  });

  it('joins both in every cluster before anybody is led there', () => {
    expect(pathsOf(join)).toEqual([
      'east/payments/serviceentry-payments.mesh.internal.yaml',
      'east/payments/destinationrule-payments.mesh.internal.yaml',
      'west/payments/serviceentry-payments.mesh.internal.yaml',
      'west/payments/destinationrule-payments.mesh.internal.yaml',
    ]);
    expect(join.callers.map(({ after }) => after)).toEqual(
      ['east', 'west'].map(() => 'nobody is led there yet: not found (404)'),
    );
  });

  it('leads callers there last, who ask the other copy when one does not answer', () => {
    expect(pathsOf(switched)).toEqual([
      'east/payments/virtualservice-payments.mesh.internal.yaml',
      'west/payments/virtualservice-payments.mesh.internal.yaml',
    ]);
    expect(
      switched.callers.map(({ request, after }) => [request, after]),
    ).toEqual([
      [
        'http://payments.mesh.internal/… from cluster east',
        'the gateway in east, then the one in west',
      ],
      [
        'http://payments.mesh.internal/… from cluster west',
        'the gateway in west, then the one in east',
      ],
    ]);
    expect(
      switched.conditions.find(({ id }) => id === 'drill:east'),
    ).toMatchObject({ when: 'after-merge', state: 'unknown' });
  });

  it('asks again only what does no harm twice, once it may have been done', () => {
    const text = textOf(
      switched,
      'east/payments/virtualservice-payments.mesh.internal.yaml',
    );
    const { http } = parse(text ?? '').spec;
    expect(
      http.map(({ match, retries }: { match?: object[]; retries: object }) => [
        match,
        retries,
      ]),
    ).toEqual([
      [
        [
          { method: { exact: 'GET' } },
          { method: { exact: 'HEAD' } },
          { method: { exact: 'OPTIONS' } },
          { headers: { 'idempotency-key': {} } },
        ],
        {
          attempts: 3,
          retryRemoteLocalities: true,
          retryOn: expect.stringMatching(/gateway-error,reset$/),
        },
      ],
      [
        undefined,
        {
          attempts: 3,
          retryRemoteLocalities: true,
          retryOn: 'connect-failure,refused-stream,reset-before-request',
        },
      ],
    ]);
  });

  it('opens no wave before the one before it is seen', () => {
    const merged = mergedInto(git, plans[0]);
    const unmet = ({ waves: [wave] }: ChangePlan) =>
      wave.conditions
        .filter(({ when, state }) => when === 'before-open' && state !== 'met')
        .map(({ id, state }) => [id, state]);
    expect(unmet(planAcross({ git: merged, applied: git }))).toEqual([
      ['available:west/payments/payments-gateway', 'unmet'],
      ['address:west/payments/payments-gateway', 'unmet'],
      ['live:west/Gateway/payments/payments-gateway', 'unmet'],
      ['live:west/VirtualService/payments/payments', 'unmet'],
      ['secret:west/payments/payments-cert', 'unknown'],
    ]);
    expect(unmet(plans[1])).toEqual([
      ['secret:west/payments/payments-cert', 'unknown'],
    ]);
    const confirmed = ['secret:west/payments/payments-cert'];
    expect(
      unmet(planAcross({ git: merged }, { ...intent, confirmed })),
    ).toEqual([]);
  });

  it('writes nothing of an address that is not assigned yet', () => {
    const merged = mergedInto(git, plans[0]);
    const [wave, next] = planAcross({ git: merged, applied: git }).waves;
    expect([wave.id, wave.edits, next.id]).toEqual(['join', [], 'switch']);
  });

  it('takes a lost file up again, alone', () => {
    const path = 'clusters/west/payments/role-payments-gateway.yaml';
    const { [path]: _, ...lost } = end;
    const [wave] = planAcross({ git: lost, applied: end }).waves;
    expect([wave.id, pathsOf(wave)]).toEqual(['copy', [path.slice(9)]]);
  });
});

describe("the product's own host, where there is no internal one", () => {
  const { plans, states } = story(git, { ...intent, internalHost: undefined });
  const text = (index: number, kind: string) =>
    textOf(
      plans[index].waves[0],
      `west/payments/${kind}-payments.my-company.io.yaml`,
    );

  it('is tried in its own namespace, then led to the near gateway, then asked again elsewhere', () => {
    expect(states).toEqual(['copy', 'join', 'switch', 'retry', undefined]);
    expect(text(1, 'serviceentry')).toMatch(/exportTo:\n {4}- "?\."?\n$/);
    expect(text(1, 'destinationrule')).toMatch(/exportTo:\n {4}- "\*"\n/);
    expect(text(1, 'virtualservice')).toBeUndefined();
    expect(text(2, 'serviceentry')).toMatch(/exportTo:\n {4}- "\*"\n$/);
    expect(text(3, 'virtualservice')).toMatch(/retryRemoteLocalities: true/);
  });

  it('leaves TLS to callers who begin it themselves', () => {
    expect(text(1, 'serviceentry')).toMatch(/number: 443\n.*name: tls\n.*TLS/);
    expect(text(1, 'destinationrule')).toMatch(
      /portLevelSettings:\n {6}- port:\n {10}number: 80\n[^]*outlierDetection:[^]*mode: SIMPLE/,
    );
  });
});

describe('what differs in the other cluster', () => {
  const service = 'clusters/east/payments/service-payments-gateway.yaml';
  const deployment = 'clusters/east/payments/deployment-payments-gateway.yaml';

  test.each<[string, Git, string, RegExp, RegExp]>([
    [
      'addresses and node ports',
      edited(
        service,
        'type: LoadBalancer',
        'type: LoadBalancer\n  loadBalancerIP: 192.0.2.10\n  clusterIP: 10.1.1.1\n  externalTrafficPolicy: Local',
      ),
      'west/payments/service-payments-gateway.yaml',
      /externalTrafficPolicy: Local/,
      /loadBalancerIP|clusterIP/,
    ],
    [
      'annotations of one region, and names in DNS',
      edited(
        service,
        'metadata:',
        `metadata:
  annotations:
    external-dns.alpha.kubernetes.io/hostname: payments.my-company.io
    service.beta.kubernetes.io/aws-load-balancer-subnets: subnet-1
    service.beta.kubernetes.io/aws-load-balancer-type: external
    team.my-company.io/cluster: east`,
      ),
      'west/payments/service-payments-gateway.yaml',
      /aws-load-balancer-type: external\n.*cluster: west/,
      /external-dns|subnet/,
    ],
    [
      'networks and zones',
      edited(
        deployment,
        'serviceAccountName',
        'nodeSelector: { topology.kubernetes.io/zone: east-1, disk: ssd }\n      serviceAccountName',
      ),
      'west/payments/deployment-payments-gateway.yaml',
      /nodeSelector:\n +disk: ssd/,
      /zone: east-1/,
    ],
    [
      'the revision of istiod',
      {
        ...edited(
          deployment,
          'sidecar.istio.io/inject',
          'istio.io/rev: 1-31\n        sidecar.istio.io/inject',
        ),
        'clusters/west/istiod.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: istiod-1-32, namespace: istio-system, labels: { app: istiod, istio.io/rev: 1-32 } }
spec: { selector: { matchLabels: { app: istiod } }, template: { metadata: { labels: { app: istiod } }, spec: { containers: [] } } }
`,
      },
      'west/payments/deployment-payments-gateway.yaml',
      /istio.io\/rev: 1-32/,
      /1-31/,
    ],
    [
      'the shared gateway, to which only the original is bound',
      git,
      route.slice(9),
      /payments\/payments-gateway/,
      /istio-system\/shared/,
    ],
  ])('%s', (_, from, path, there, gone) => {
    const text = textOf(planAcross({ git: from }).waves[0], path);
    expect(text).toMatch(there);
    expect(text).not.toMatch(gone);
  });

  it('says of what is left behind', () => {
    const named = edited(
      service,
      'metadata:',
      'metadata:\n  annotations: { external-dns.alpha.kubernetes.io/hostname: payments.my-company.io }',
    );
    expect(planAcross({ git: named }).warnings).toContainEqual(
      expect.stringMatching(/stay with east until DNS names west too/),
    );
  });
});

describe('a certificate', () => {
  const certificate = `apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: payments, namespace: payments }
spec: { secretName: payments-cert, dnsNames: [payments.my-company.io], issuerRef: { name: ca, kind: ClusterIssuer } }
`;
  const status = (ready: string) =>
    `status: { conditions: [{ type: Ready, status: "${ready}", message: As the issuer says. }] }\n`;
  const made = {
    ...git,
    'clusters/east/payments/certificate.yaml': certificate + status('True'),
  };
  const [copy] = planAcross({ git: made }).waves;

  it('is copied as what asks for it', () => {
    expect(pathsOf(copy)).toContain('west/payments/certificate-payments.yaml');
    expect(textOf(copy, 'west/payments/certificate-payments.yaml')).not.toMatch(
      /status/,
    );
    expect(copy.conditions.filter(({ question }) => question)).toEqual([]);
  });

  test.each<[string, string, string]>([
    ['ready', certificate + status('True'), 'met'],
    ['not issued yet', certificate + status('False'), 'unmet'],
    [
      'for another host',
      certificate.replace('[payments.', '[other.') + status('True'),
      'unmet',
    ],
    [
      'for a wildcard above it',
      certificate
        .replace('[payments.', '["*".')
        .replace('"*".my', '"*.my')
        .replace('io],', 'io"],') + status('True'),
      'met',
    ],
  ])('%s', (_, live, state) => {
    const merged = mergedInto(made, planAcross({ git: made }));
    const [{ conditions }] = planAcross({
      git: merged,
      applied: {
        ...merged,
        'clusters/west/payments/certificate-payments.yaml': live,
      },
    }).waves;
    expect(
      conditions.find(({ id }) => id === 'certificate:west/payments/payments'),
    ).toMatchObject({ when: 'before-open', state });
  });
});

describe('refused', () => {
  function refusal(
    world: Partial<TwoClusters>,
    asked: Partial<AddCluster> = {},
  ) {
    try {
      planAcross({ git, ...world }, { ...intent, ...asked });
    } catch (error) {
      if (error instanceof Refusal) return `${error.reason}: ${error.message}`;
      throw error;
    }
    return 'It was not refused';
  }
  const {
    'clusters/east/payments/gateway-payments-gateway.yaml': _,
    ...sharedOnly
  } = git;
  const mine = '  labels: { product-gateways.io/product: payments }\n';
  const copied = mergedInto(git, planAcross({ git }));
  const rule = (policy: string): Git => ({
    ...copied,
    'clusters/west/rule.yaml': `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: payments.mesh.internal
  namespace: payments
${mine}spec: { host: payments.mesh.internal, trafficPolicy: ${policy} }
`,
  });
  const outlier = 'outlierDetection: { maxEjectionPercent: 100 }';

  test.each<[string, Partial<TwoClusters>, Partial<AddCluster>, RegExp]>([
    [
      'a service that the other cluster lacks',
      { git: edited('clusters/west/payments/services.yaml', /---[^]*/, '') },
      {},
      /^not-found: .* cluster west lacks: Service payments\/payments-web\. Deploy it/,
    ],
    [
      'no gateway of its own',
      { git: sharedOnly },
      {},
      /^conflict: In cluster east only istio-system.* Payments shares it\. Create/,
    ],
    [
      'a host that nothing serves',
      {},
      { hosts: ['pay.my-company.io'] },
      /^not-found: No gateway of Payments in cluster east serves pay/,
    ],
    [
      "another product's host",
      {},
      { hosts: ['Analytics.my-company.io.'] },
      /^conflict: analytics.my-company.io belongs to Analytics/,
    ],
    ['the same cluster', {}, { cluster: 'east' }, /^invalid: .* already/],
    [
      'an unknown cluster',
      {},
      { cluster: 'north' },
      /^not-found: There is no cluster "north"\. .* east, west/,
    ],
    [
      'a cluster without a repository',
      { inGit: ['east'] },
      {},
      /^not-found: No repository holds cluster west/,
    ],
    [
      'a cluster that was never read',
      { states: { west: { state: 'unreachable', observedAt: undefined } } },
      {},
      /^conflict: Cluster west is unreachable/,
    ],
    ['no host', {}, { hosts: [] }, /^invalid: Name at least one host/],
    [
      'one internal host for two',
      {},
      { hosts: ['payments.my-company.io', 'a.b'] },
      /^invalid: payments.mesh.internal can stand for one host/,
    ],
    [
      'a wildcard as the joined host',
      {},
      { internalHost: '*.mesh.internal' },
      /^invalid: \*\.mesh/,
    ],
    [
      'a name that YAML or a path would take for something else',
      {},
      { internalHost: 'a/../b' },
      /^invalid: "a\/\.\.\/b" cannot be the name of a host/,
    ],
    [
      "another product's namespace",
      {
        git: {
          ...git,
          'clusters/west/payments/namespace-payments.yaml': git[
            'clusters/west/payments/namespace-payments.yaml'
          ].replace('product: payments', 'product: analytics'),
        },
      },
      {},
      /^conflict: Namespace payments in cluster west belongs to Analytics/,
    ],
    [
      'routes that answer otherwise there',
      {
        git: {
          ...git,
          [route]: git[
            'clusters/east/payments/virtualservice-payments.yaml'
          ].replace('/web', '/shop'),
        },
      },
      {},
      /^conflict: In cluster west the copied gateway would answer .*GET \/(web|shop)/,
    ],
    [
      'regions that are the same',
      { states: { west: { locality: 'eu-east' } } },
      {},
      /^conflict: Both clusters east and west say that they run in eu-east/,
    ],
    [
      'a rule that cannot fail over',
      { git: rule('{ loadBalancer: { simple: RANDOM } }') },
      {},
      /^conflict: With DestinationRule .* go to all copies alike/,
    ],
    [
      'a rule that keeps what fails',
      { git: rule('{ outlierDetection: { interval: 5s } }') },
      {},
      /maxEjectionPercent 10 ejects at most 0 of 2/,
    ],
    [
      'a rule that names where requests go',
      {
        git: rule(
          `{ ${outlier}, loadBalancer: { localityLbSetting: { distribute: [{ from: '*', to: { eu-east: 100 } }] } } }`,
        ),
      },
      {},
      /distribute leaves out eu-west/,
    ],
    [
      'somebody else who says how the host is reached',
      {
        git: {
          ...git,
          'clusters/east/analytics/entry.yaml':
            'apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: { name: other, namespace: analytics }\nspec: { hosts: [payments.mesh.internal], ports: [{ number: 80, name: http, protocol: HTTP }], resolution: DNS }\n',
        },
      },
      {},
      /^conflict: ServiceEntry analytics\/other in cluster east says already/,
    ],
  ])('%s', (_name, world, asked, message) => {
    expect(refusal(world, asked)).toMatch(message);
  });
});

describe('a cluster that does not answer', () => {
  const states = { west: { state: 'stale' as const } };
  const merged = mergedInto(git, planAcross({ git }));

  it('is planned from what it was, and said so', () => {
    const { waves, warnings } = planAcross({ git, states });
    expect(waves[0].edits).toHaveLength(9);
    expect(warnings).toContainEqual(
      expect.stringMatching(
        /^Cluster west does not answer: this is planned from/,
      ),
    );
  });

  it('asks a person what nobody can see', () => {
    const [{ conditions }] = planAcross({ git: merged, states }).waves;
    const id = 'available:west/payments/payments-gateway';
    expect(conditions.find(c => c.id === id)).toMatchObject({
      state: 'unknown',
      question: expect.stringMatching(/cannot see it now/),
    });
    const [answered] = planAcross(
      { git: merged, states },
      { ...intent, confirmed: [id] },
    ).waves;
    expect(answered.conditions.find(c => c.id === id)).toMatchObject({
      state: 'met',
      evidence: 'A person says so.',
    });
  });

  it('waits for a region that nobody knows', () => {
    const [wave] = planAcross({
      git: merged,
      states: { west: { locality: undefined } },
    }).waves;
    expect([wave.id, wave.edits]).toEqual(['join', []]);
    expect(wave.conditions[0]).toMatchObject({
      id: 'locality:west',
      state: 'unmet',
      evidence: expect.stringMatching(/sets the region of west/),
    });
  });
});

describe('hosts that the other cluster serves today', () => {
  const shared = Object.fromEntries(
    Object.entries(git)
      .filter(([path]) => path.startsWith('clusters/east/istio-system'))
      .map(([path, text]) => [path.replace('east', 'west'), text]),
  );
  const servedThere: Git = {
    ...git,
    ...shared,
    [route]: git['clusters/east/payments/virtualservice-payments.yaml'].replace(
      '    - payments/payments-gateway\n',
      '',
    ),
  };

  it('keep their routes there, bound to the copy in addition', () => {
    const [wave] = planAcross({ git: servedThere }).waves;
    const edit = wave.edits.find(({ path }) => path === route);
    expect(edit?.after).toBe(
      edit?.before?.replace(
        '# with analytics\n',
        '# with analytics\n    - payments/payments-gateway\n',
      ),
    );
  });

  it('go through all waves', () => {
    expect(story(servedThere).states).toEqual([
      'copy',
      'join',
      'switch',
      undefined,
    ]);
  });
});

describe('a copy made by hand', () => {
  const { end } = story();
  const deployment = 'clusters/west/payments/deployment-payments-gateway.yaml';

  it('that is live and says the same is taken into git', () => {
    expect(
      planAcross({ git, applied: end }).waves[0].edits.map(({ path }) => path),
    ).toContain(deployment);
  });

  it('that is live and says otherwise stands in the way', () => {
    const other = {
      ...end,
      [deployment]: end[deployment].replace(
        'minReadySeconds: 10',
        'minReadySeconds: 0',
      ),
    };
    expect(() => planAcross({ git, applied: other })).toThrow(
      /Deployment payments\/payments-gateway is live in cluster west with other content/,
    );
  });

  it('that is in git and says otherwise is kept, and said so', () => {
    const other = {
      ...git,
      [deployment]: end[deployment].replace(
        'minReadySeconds: 10',
        'minReadySeconds: 0',
      ),
    };
    const { waves, warnings } = planAcross({ git: other });
    expect(waves[0].edits.map(({ path }) => path)).not.toContain(deployment);
    expect(warnings).toContainEqual(
      expect.stringMatching(/says otherwise than its original. It is kept/),
    );
  });
});

describe('a gateway of Gateway API', () => {
  const host = 'pay.my-company.io';
  const managed: Git = {
    ...git,
    'clusters/east/payments/managed.yaml': `apiVersion: v1
kind: ConfigMap
metadata: { name: payments-gateway-options, namespace: payments }
data: { horizontalPodAutoscaler: "spec: { minReplicas: 2, maxReplicas: 5 }" }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: payments, namespace: payments }
spec:
  gatewayClassName: istio
  addresses: [{ type: IPAddress, value: 192.0.2.10 }]
  infrastructure:
    annotations: { service.beta.kubernetes.io/aws-load-balancer-subnets: subnet-1 }
    parametersRef: { group: "", kind: ConfigMap, name: payments-gateway-options }
  listeners:
    - { name: https, port: 443, protocol: HTTPS, hostname: ${host}, tls: { certificateRefs: [{ name: pay-cert }] } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: pay, namespace: payments }
spec:
  hostnames: [${host}]
  parentRefs: [{ name: payments }, { name: shared, namespace: istio-system }]
  rules: [{ timeouts: { request: 15s }, backendRefs: [{ name: payments, port: 8080 }] }]
`,
  };
  const { plans, states } = story(managed, { ...intent, hosts: [host] });
  const [copy, , switched] = plans.map(({ waves }) => waves[0]);

  it('is copied as the Gateway, what it takes its options from, and its routes', () => {
    expect(states).toEqual(['copy', 'join', 'switch', undefined]);
    expect(pathsOf(copy)).toEqual([
      'west/payments/gateway-payments.yaml',
      'west/payments/configmap-payments-gateway-options.yaml',
      'west/payments/httproute-pay.yaml',
    ]);
    expect(textOf(copy, 'west/payments/gateway-payments.yaml')).not.toMatch(
      /192\.0\.2\.10|subnet-1/,
    );
    expect(textOf(copy, 'west/payments/httproute-pay.yaml')).not.toMatch(
      /istio-system/,
    );
  });

  it('is joined when its controller has programmed it', () => {
    const conditions = plans[1].waves[0].conditions.map(({ id }) => id);
    expect(conditions).toContain('programmed:west/payments/payments');
    expect(conditions).toContain('secret:west/payments/pay-cert');
  });

  it('lets callers wait as long as its routes do', () => {
    expect(
      textOf(
        switched,
        'east/payments/virtualservice-payments.mesh.internal.yaml',
      ),
    ).toMatch(/perTryTimeout: 15s/);
  });
});

describe('a gateway that a chart makes', () => {
  const made = Object.fromEntries(
    Object.entries(git).filter(
      ([path]) =>
        !/east.payments.(role|rolebinding|service|serviceaccount|deployment|horizontal.*|poddis.*)-/.test(
          path,
        ),
    ),
  );
  const byFlux: Git = {
    ...made,
    'clusters/east/payments/release.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: payments-gateway, namespace: payments }
spec:
  interval: 5m
  chart: { spec: { chart: gateway, version: 1.32.0, sourceRef: { kind: HelmRepository, name: istio } } }
  values: { revision: 1-31 }
`,
    'clusters/west/istiod.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: istiod, namespace: istio-system, labels: { app: istiod, istio.io/rev: 1-32 } }
spec: { selector: { matchLabels: { app: istiod } }, template: { metadata: { labels: { app: istiod } }, spec: { containers: [] } } }
`,
  };

  it('is copied as what asks for the chart, and compared when it runs', () => {
    const { waves, warnings } = planAcross({
      git: byFlux,
      applied: { ...git, ...byFlux },
    });
    expect(pathsOf(waves[0])).toEqual([
      'west/payments/helmrelease-payments-gateway.yaml',
      'west/payments/gateway-payments-gateway.yaml',
      'west/payments/virtualservice-payments.yaml',
    ]);
    expect(
      textOf(waves[0], 'west/payments/helmrelease-payments-gateway.yaml'),
    ).toMatch(/revision: 1-32/);
    expect(warnings).toContainEqual(
      expect.stringMatching(/compared .* only when it is live in cluster west/),
    );
  });

  it('is refused where nothing in git asks for it', () => {
    expect(() => planAcross({ git: made, applied: git })).toThrow(
      /Live in cluster east, but not in git: Deployment payments\/payments-gateway, Service/,
    );
  });
});
