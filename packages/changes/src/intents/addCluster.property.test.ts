import fc from 'fast-check';
import {
  compareContracts,
  failoverOrder,
  gatewaysOf,
  KubernetesObject,
  Snapshot,
} from '@product-gateways/mesh';
import { FileEdit } from '../ChangePlan';
import { toYaml } from '../objects/toYaml';
import { clusters, Git, git, liveIn, plansFor } from '../testing/twoClusters';

const route = 'clusters/east/payments/virtualservice-payments.yaml';
const host = 'payments.mesh.internal';

test('through all waves no gateway of either cluster answers otherwise, and callers are led to what answers', () => {
  fc.assert(
    fc.property(routes(), spec => {
      const start = { ...git, [route]: virtualService(spec) };
      const waves = wavesOf(start);
      expect(waves.map(({ id }) => id)).toEqual(['copy', 'join', 'switch']);
      let now: Git = start;
      for (const { edits } of waves) {
        const next = apply(now, edits);
        for (const cluster of clusters)
          expect(
            compareContracts(liveIn(cluster, now), liveIn(cluster, next), {
              gateways: gatewaysOf(liveIn(cluster, now)).map(({ id }) => ({
                before: id,
                after: id,
              })),
            }).honoured,
          ).toBe(true);
        expect(faultsFor(next)).toEqual([]);
        now = next;
      }
      const [east, west] = clusters.map(cluster => liveIn(cluster, now));
      const id = 'payments/Deployment/payments-gateway';
      const gateways = [{ before: id, after: id }];
      expect(compareContracts(east, west, { gateways }).honoured).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test.each([
  [['join', 'copy', 'switch']],
  [['copy', 'switch', 'join']],
  [['switch', 'copy', 'join']],
  [['join', 'switch', 'copy']],
  [['switch', 'join', 'copy']],
])('waves in the order %s are caught', order => {
  const waves = wavesOf(git);
  const faults = order.map((_, done) => {
    const merged = order
      .slice(0, done + 1)
      .flatMap(id => waves.find(wave => wave.id === id)?.edits ?? []);
    return faultsFor(apply(git, merged));
  });
  expect(faults.flat()).not.toEqual([]);
});

/** The edits of each wave, every one merged and live before the next is planned. */
function wavesOf(start: Git) {
  return plansFor(start).flatMap(({ waves }) => waves.slice(0, 1));
}

function apply(from: Git, edits: readonly FileEdit[]): Git {
  return {
    ...from,
    ...Object.fromEntries(edits.map(({ path, after = '' }) => [path, after])),
  };
}

/** What callers of the internal host would meet: a route without its host, a host without failover, an address that nothing has. */
function faultsFor(state: Git): string[] {
  const lives = clusters.map(cluster => liveIn(cluster, state));
  const addresses = lives.flatMap(live =>
    gatewaysOf(live).flatMap(({ services }) =>
      services.flatMap(service => service.addresses),
    ),
  );
  return lives.flatMap(live => {
    const isLed = Boolean(get(live, 'VirtualService'));
    const entry = get(live, 'ServiceEntry');
    if (!entry) return isLed ? [`${live.cluster}: a route without a host`] : [];
    const order = orderIn(live);
    const unknown = order?.groups
      .flatMap(group => group.endpoints)
      .filter(({ address }) => !addresses.includes(address));
    return [
      ...(order?.mode === 'failover' ? [] : [`${live.cluster}: no failover`]),
      ...(unknown?.length ? [`${live.cluster}: an address of nothing`] : []),
    ];
  });
}

function get(live: Snapshot, kind: string): KubernetesObject | undefined {
  const group = 'networking.istio.io';
  return live.get({ group, kind, namespace: 'payments', name: host });
}

function orderIn(live: Snapshot) {
  const service = {
    group: 'networking.istio.io',
    kind: 'ServiceEntry',
    namespace: 'payments',
    name: host,
  };
  return failoverOrder(
    live,
    {
      host,
      service,
      port: 80,
      weight: 100,
      cluster: `outbound|80||${host}`,
      exists: true,
    },
    { namespace: 'orders', labels: {}, locality: `eu-${live.cluster}` },
  );
}

interface Rule {
  match?: object[];
  service: string;
  timeout?: string;
  /** For the shared gateway alone. */
  shared: boolean;
}

interface Spec {
  rules: Rule[];
  mesh: boolean;
}

/** Rules by path, method and header, some for the shared gateway alone, some without a condition. */
function routes(): fc.Arbitrary<Spec> {
  const path = fc.constantFrom('/', '/web', '/web/cart', '/api');
  const match = fc.record(
    {
      uri: fc.oneof(
        path.map(prefix => ({ prefix })),
        path.map(exact => ({ exact })),
        fc.constant({ regex: '/v[0-9]+/.*' }),
      ),
      method: fc.constantFrom('GET', 'POST').map(exact => ({ exact })),
      headers: fc.constant({ 'x-beta': { exact: 'yes' } }),
    },
    { requiredKeys: [] },
  );
  const rule = fc.record(
    {
      match: fc.array(match, { minLength: 1, maxLength: 3 }),
      service: fc.constantFrom('payments', 'payments-web'),
      timeout: fc.constantFrom('2s', '1m'),
      shared: fc.boolean(),
    },
    { requiredKeys: ['service', 'shared'] },
  );
  return fc.record({
    rules: fc.array(rule, { minLength: 1, maxLength: 5 }),
    mesh: fc.boolean(),
  });
}

function virtualService({ rules, mesh }: Spec): string {
  const last: Rule = { service: 'payments', shared: false };
  return toYaml({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'payments', namespace: 'payments' },
    spec: {
      hosts: ['payments.my-company.io'],
      gateways: [
        'istio-system/shared',
        'payments/payments-gateway',
        ...(mesh ? ['mesh'] : []),
      ],
      http: [...rules, last].map(rule => ({
        ...(rule.match
          ? {
              match: rule.match.map(match => ({
                ...match,
                ...(rule.shared ? { gateways: ['istio-system/shared'] } : {}),
              })),
            }
          : {}),
        ...(rule.timeout ? { timeout: rule.timeout } : {}),
        route: [
          { destination: { host: rule.service, port: { number: 8080 } } },
        ],
      })),
    },
  });
}
