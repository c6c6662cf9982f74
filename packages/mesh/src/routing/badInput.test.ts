import fc from 'fast-check';
import { snapshotOf } from '../snapshot';
import { endpointsOf } from './endpoints';
import { gatewaysOf } from './gateways';
import { resolve, resolveAt } from './resolve';
import { routeTable } from './routeTable';
import { routingProblems } from './declarations';

const labels = { istio: 'shared' };
const istio = (kind: string, name: string, spec: unknown) => ({
  apiVersion: 'networking.istio.io/v1',
  kind,
  metadata: { name, namespace: 'edge' },
  spec,
});
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'shared-1', namespace: 'edge', labels },
  spec: { containers: [{ name: 'istio-proxy', image: 'auto' }] },
};
const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'shared', namespace: 'edge' },
  spec: { selector: labels, ports: [{ name: 'http', port: 80 }] },
};
const gateway = (...hosts: string[]) =>
  istio('Gateway', 'shared', {
    selector: labels,
    servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts }],
  });
const request = {
  port: 80,
  tls: false,
  method: 'GET',
  host: 'payments.my-company.io',
  path: '/a',
};
const probe = { ...request, workload: { namespace: 'edge', labels } };
const meshOf = (...objects: unknown[]) =>
  snapshotOf('east', [pod, service, ...objects]);

const kinds = [
  ['networking.istio.io/v1', 'Gateway'],
  ['networking.istio.io/v1', 'VirtualService'],
  ['networking.istio.io/v1', 'DestinationRule'],
  ['networking.istio.io/v1', 'ServiceEntry'],
  ['gateway.networking.k8s.io/v1', 'Gateway'],
  ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
  ['gateway.networking.k8s.io/v1', 'GRPCRoute'],
  ['gateway.networking.k8s.io/v1', 'TLSRoute'],
  ['gateway.networking.k8s.io/v1', 'ReferenceGrant'],
  ['networking.k8s.io/v1', 'Ingress'],
  ['apps/v1', 'Deployment'],
  ['v1', 'Service'],
  ['v1', 'Pod'],
] as const;

/** Field names that the translators look for, so that what is generated gets far enough to hurt. */
const fields = [
  'selector',
  'servers',
  'port',
  'number',
  'hosts',
  'tls',
  'gateways',
  'http',
  'match',
  'uri',
  'prefix',
  'regex',
  'route',
  'destination',
  'host',
  'weight',
  'delegate',
  'listeners',
  'parentRefs',
  'rules',
  'matches',
  'path',
  'value',
  'backendRefs',
  'name',
  'namespace',
  'ports',
  'containers',
  'metadata',
  'labels',
  '__proto__',
  'constructor',
  'exportTo',
  'from',
  'to',
  'filters',
  'type',
];

test('whatever an object holds, nothing throws', () => {
  const { tree } = fc.letrec(tie => ({
    tree: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      fc.constantFrom(
        null,
        true,
        0,
        80,
        -1,
        1e99,
        '',
        '*',
        '*/*',
        './x',
        'a.b',
        '/',
        '(',
        'istio',
        'edge',
        'shared',
      ),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...fields), tie('tree'), { maxKeys: 5 }),
    ),
  }));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...kinds), tree, tree), {
        maxLength: 4,
      }),
      made => {
        const snapshot = meshOf(
          gateway('*'),
          ...made.map(([[apiVersion, kind], spec, status], index) => ({
            apiVersion,
            kind,
            metadata: { name: `n${index}`, namespace: 'edge', labels },
            spec,
            status,
          })),
        );
        for (const workload of gatewaysOf(snapshot)) {
          routeTable(snapshot, workload);
          expect(workload.problems).toEqual(expect.any(Array));
          for (const { ref } of workload.services)
            endpointsOf(snapshot, ref, 80);
        }
        expect(routingProblems(snapshot)).toEqual(expect.any(Array));
        expect(resolve(snapshot, probe).steps.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 300 },
  );
});

test('delegates in a circle end, and are said', () => {
  const delegating = (name: string, to: string, hosts?: string[]) =>
    istio('VirtualService', name, {
      hosts,
      gateways: hosts && ['shared'],
      http: [{ delegate: { name: to } }],
    });
  const snapshot = meshOf(
    gateway('*'),
    delegating('root', 'a', ['payments.my-company.io']),
    delegating('a', 'b'),
    delegating('b', 'a'),
  );
  expect(resolve(snapshot, probe).outcome).toBe('no-route');
});

test('a missing delegate is said with its rule', () => {
  const root = istio('VirtualService', 'root', {
    hosts: ['payments.my-company.io'],
    gateways: ['shared'],
    http: [{ delegate: { name: 'gone', namespace: 'payments' } }],
  });
  expect(routingProblems(meshOf(gateway('*'), root))).toEqual([
    {
      source: {
        object: expect.objectContaining({ name: 'root' }),
        path: 'spec.http[0].delegate',
      },
      message: expect.stringContaining('payments/gone'),
    },
  ]);
});

test('server hosts that make istiod panic are said', () => {
  const snapshot = meshOf(gateway('*/*', 'payments/payments.my-company.io'));
  expect(
    routingProblems(snapshot).map(({ source, message }) => [
      source.path,
      message,
    ]),
  ).toEqual([['spec.servers[0].hosts', expect.stringContaining('panic')]]);
  expect(resolve(snapshot, probe).outcome).toBe('no-route');
});

const routes = (http: unknown[]) =>
  istio('VirtualService', 'routes', {
    hosts: ['payments.my-company.io'],
    gateways: ['shared'],
    http,
  });
const to = [{ destination: { host: 'shared' } }];

test('a regex that would keep JavaScript busy for years takes no time', () => {
  const snapshot = meshOf(
    gateway('*'),
    routes([{ match: [{ uri: { regex: '/(a+)+' } }], route: to }]),
  );
  const started = performance.now();
  expect(
    resolve(snapshot, { ...probe, path: `/${'a'.repeat(5_000)}!` }).outcome,
  ).toBe('no-route');
  expect(performance.now() - started).toBeLessThan(1_000);
});

test('a regex that is none matches nothing', () => {
  const snapshot = meshOf(
    gateway('*'),
    routes([{ match: [{ uri: { regex: '(?=a)' } }], route: to }]),
  );
  expect(resolve(snapshot, { ...probe, path: '/a' }).outcome).toBe('no-route');
});

test('10,000 routes of one host are in order, and the last is found', () => {
  const http = Array.from({ length: 10_000 }, (_, index) => ({
    match: [{ uri: { exact: `/${index}` } }],
    route: to,
  }));
  const snapshot = meshOf(gateway('*'), routes(http));
  const [workload] = gatewaysOf(snapshot);
  const decision = resolveAt(snapshot, workload, { ...request, path: '/9999' });
  expect(decision.route?.source.path).toBe('spec.http[9999]');
  expect(decision.steps.filter(({ at }) => at === 'route')).toHaveLength(
    10_000,
  );
});
