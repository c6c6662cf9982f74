import { parseAllDocuments } from 'yaml';
import { Snapshot, snapshotOf } from '../../snapshot';
import { meshConfigMap } from '../mesh-config/meshConfigMap';
import { Destination } from '../model';
import { FailoverOrder } from './EndpointGroup';
import { failoverOrder } from './failoverOrder';

const host = 'payments.my-company.io';

const entry = (
  endpoints: string,
  resolution = 'STATIC',
  annotations = '{}',
) => `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: payments, namespace: payments, annotations: ${annotations} }
spec:
  hosts: [${host}]
  ports: [{ number: 443, name: http, protocol: HTTP }]
  resolution: ${resolution}
  endpoints: [${endpoints}]
`;

const rule = (policy: string) => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: payments, namespace: payments }
spec:
  host: ${host}
  trafficPolicy: ${policy}
  subsets: [{ name: v2, labels: { version: v2 } }]
`;

const three = `
    { address: 10.0.0.1, locality: eu-west/a },
    { address: 10.0.0.2, locality: eu-west/b },
    { address: 10.0.0.3, locality: us-east/a }`;
const outlier = 'outlierDetection: { maxEjectionPercent: 100 }';
const locality = (setting: string) =>
  `loadBalancer: { localityLbSetting: { ${setting} } }`;

const read = (...yaml: string[]): Snapshot =>
  snapshotOf(
    'east',
    yaml.flatMap(text => parseAllDocuments(text).map(item => item.toJS())),
  );

const destination: Destination = {
  host,
  service: {
    group: 'networking.istio.io',
    kind: 'ServiceEntry',
    namespace: 'payments',
    name: 'payments',
  },
  port: 443,
  weight: 100,
  cluster: `outbound|443||${host}`,
  exists: true,
};

const order = (
  snapshot: Snapshot,
  change: Partial<Destination> = {},
  from = 'eu-west/a',
) =>
  failoverOrder(
    snapshot,
    { ...destination, ...change },
    { namespace: 'orders', labels: { app: 'orders' }, locality: from },
  );

const tell = (found: FailoverOrder | undefined) =>
  found &&
  `${found.mode}: ${found.groups
    .map(
      ({ localities, share }) => `${localities.join('+')} ${Math.round(share)}`,
    )
    .join(' > ')}`;

const codes = (found: FailoverOrder | undefined) =>
  found?.problems.map(({ code }) => code);

describe('where requests go', () => {
  test.each([
    [
      '{ tls: { mode: SIMPLE } }',
      'alike: eu-west/a+eu-west/b+us-east/a 100',
      'nothing notices failures',
    ],
    [
      `{ ${outlier} }`,
      'failover: eu-west/a 100 > eu-west/b 0 > us-east/a 0',
      'outlier detection alone orders them',
    ],
    [
      `{ outlierDetection: {} }`,
      'failover: eu-west/a 100 > eu-west/b 0 > us-east/a 0',
      'even an empty one',
    ],
    [
      `{ ${outlier}, ${locality('enabled: false')} }`,
      'alike: eu-west/a+eu-west/b+us-east/a 100',
      'locality is switched off',
    ],
    [
      `{ ${outlier}, ${locality(
        'failoverPriority: [topology.kubernetes.io/region]',
      )} }`,
      'failover: eu-west/a+eu-west/b 100 > us-east/a 0',
      'labels take the place of localities',
    ],
    [
      `{ ${outlier}, ${locality(
        'failoverPriority: [topology.kubernetes.io/region=us-east]',
      )} }`,
      'failover: us-east/a 100 > eu-west/a+eu-west/b 0',
      'a label with a value does not look at the client',
    ],
    [
      `{ ${locality(
        'distribute: [{ from: eu-west/*, to: { eu-west/b: 80, "us-east/*": 20 } }]',
      )} }`,
      'distribute: eu-west/b 80 > us-east/a 20',
      'without outlier detection too',
    ],
    [
      `{ ${locality(
        'distribute: [{ from: us-east/*, to: { us-east/a: 100 } }]',
      )} }`,
      'alike: eu-west/a+eu-west/b+us-east/a 100',
      'nothing is said of the client’s locality',
    ],
    [
      `{ ${outlier}, portLevelSettings: [{ port: { number: 443 }, tls: { mode: SIMPLE } }] }`,
      'alike: eu-west/a+eu-west/b+us-east/a 100',
      'what is said of the port takes the place of everything else',
    ],
    [
      `{ loadBalancer: { zoneAwareLbSetting: {} } }`,
      'failover: eu-west/a+eu-west/b 100 > us-east/a 0',
      'zones of a region count alike, without outlier detection',
    ],
  ])('%s → %s: %s', (policy, expected) =>
    expect(tell(order(read(entry(three), rule(policy))))).toBe(expected),
  );

  const far = `
    { address: 10.0.0.1, locality: us-east },
    { address: 10.0.0.2, locality: us-west }`;

  test.each([
    ['enabled: true', 'failover: us-east+us-west 100'],
    [
      'failover: [{ from: eu-west, to: us-west }]',
      'failover: us-west 100 > us-east 0',
    ],
    [
      'failover: [{ from: eu-north, to: us-west }]',
      'failover: us-east+us-west 100',
    ],
  ])('from far away with %s: %s', (setting, expected) =>
    expect(
      tell(
        order(read(entry(far), rule(`{ ${outlier}, ${locality(setting)} }`))),
      ),
    ).toBe(expected),
  );

  test('a mesh config without locality load balancing', () => {
    const mesh = meshConfigMap('localityLbSetting: { enabled: false }');
    const snapshot = read(entry(three), rule(`{ ${outlier} }`)).with(mesh);
    expect(order(snapshot)?.mode).toBe('alike');
  });

  test('traffic distribution needs no outlier detection', () => {
    const preferClose =
      '{ networking.istio.io/traffic-distribution: PreferClose }';
    expect(tell(order(read(entry(three, 'STATIC', preferClose))))).toBe(
      'failover: eu-west/a 100 > eu-west/b 0 > us-east/a 0',
    );
  });
});

describe('what is wrong', () => {
  const priority = locality(
    'failoverPriority: [topology.kubernetes.io/region]',
  );
  const failover = locality('failover: [{ from: eu-west, to: us-east }]');

  test.each([
    [`{ ${failover} }`, 'STATIC', ['no-outlier-detection']],
    [`{ ${outlier}, ${failover} }`, 'STATIC', []],
    [`{ outlierDetection: {} }`, 'STATIC', ['ejection-limit']],
    [`{ outlierDetection: { maxEjectionPercent: 34 } }`, 'STATIC', []],
    [`{ ${outlier}, ${priority} }`, 'DNS', ['dns-failover-priority']],
    [`{ ${outlier}, ${failover} }`, 'DNS', []],
    [`{ ${outlier}, ${priority} }`, 'STATIC', []],
    [
      `{ ${locality(
        'distribute: [{ from: eu-west/*, to: { eu-west/a: 100 } }], failover: [{ from: a, to: b }]',
      )} }`,
      'STATIC',
      ['distribute-without-failover', 'distribute-drops-endpoints'],
    ],
  ])('%s, resolution %s: %j', (policy, resolution, expected) =>
    expect(codes(order(read(entry(three, resolution), rule(policy))))).toEqual(
      expected,
    ),
  );

  test('PreferClose on DNS endpoints is the same crash', () => {
    const preferClose =
      '{ networking.istio.io/traffic-distribution: PreferClose }';
    expect(codes(order(read(entry(three, 'DNS', preferClose))))).toEqual([
      'dns-failover-priority',
    ]);
  });

  test('a subset of DNS endpoints ignores failoverPriority', () => {
    const labelled =
      '{ address: a.example, locality: eu-west/a, labels: { version: v2 } }';
    const snapshot = read(
      entry(labelled, 'DNS'),
      rule(`{ ${outlier}, ${priority} }`),
    );
    expect(codes(order(snapshot, { subset: 'v2' }))).toEqual([
      'dns-subset-failover-priority',
    ]);
  });

  test('localities that are not known', () => {
    const two =
      '{ address: 10.0.0.1 }, { address: 10.0.0.2, locality: eu-west/a }';
    const snapshot = read(entry(two), rule(`{ ${outlier} }`));
    expect(codes(order(snapshot))).toEqual(['endpoint-locality-unknown']);
    expect(codes(order(snapshot, {}, ''))).toContain('client-locality-unknown');
  });

  test('an entry without endpoints', () => {
    expect(codes(order(read(entry(''))))).toEqual(['no-ready-endpoint']);
  });
});

describe('a Service', () => {
  const objects = `
apiVersion: v1
kind: Node
metadata: { name: n1, labels: { topology.kubernetes.io/region: eu-west, topology.kubernetes.io/zone: a } }
---
apiVersion: v1
kind: Node
metadata: { name: n2, labels: { topology.kubernetes.io/region: eu-west, topology.kubernetes.io/zone: b } }
---
apiVersion: v1
kind: Pod
metadata: { name: p1, namespace: payments, labels: { version: v1 } }
spec: { nodeName: n1, containers: [] }
---
apiVersion: v1
kind: Pod
metadata: { name: p2, namespace: payments, labels: { version: v2 } }
spec: { nodeName: n2, containers: [] }
---
apiVersion: v1
kind: Pod
metadata: { name: p3, namespace: payments, labels: { version: v2, istio-locality: us-east.a } }
spec: { nodeName: n2, containers: [] }
---
apiVersion: v1
kind: Service
metadata: { name: payments, namespace: payments }
spec: { selector: { app: payments }, ports: [{ name: http, port: 8080 }] }
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: { name: vm, namespace: payments }
spec: { address: 10.1.0.1, locality: eu-west/c, labels: { app: payments, version: v1 } }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: payments, namespace: payments }
spec:
  host: payments
  trafficPolicy: { outlierDetection: {} }
  subsets:
    - { name: v2, labels: { version: v2 } }
    - { name: plain, trafficPolicy: { loadBalancer: { localityLbSetting: { enabled: false } } } }
`;
  const slice = (ready: boolean) => `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: payments-1, namespace: payments, labels: { kubernetes.io/service-name: payments } }
addressType: IPv4
ports: [{ name: http, port: 8080 }]
endpoints:
  - { addresses: [10.0.0.1], targetRef: { kind: Pod, name: p1 }, conditions: { ready: ${ready} } }
  - { addresses: [10.0.0.2], targetRef: { kind: Pod, name: p2 } }
  - { addresses: [10.0.0.3], targetRef: { kind: Pod, name: p3 } }
`;
  const service = {
    host: 'payments.payments.svc.cluster.local',
    service: {
      group: '',
      kind: 'Service',
      namespace: 'payments',
      name: 'payments',
    },
    port: 8080,
  };

  test.each([
    [
      true,
      undefined,
      'failover: eu-west/a 100 > eu-west/b+eu-west/c 0 > us-east/a 0',
    ],
    [
      false,
      undefined,
      'failover: eu-west/a 0 > eu-west/b+eu-west/c 100 > us-east/a 0',
    ],
    [true, 'v2', 'failover: eu-west/b 100 > us-east/a 0'],
    [true, 'plain', 'alike: eu-west/a+eu-west/b+eu-west/c+us-east/a 100'],
  ])('local pod ready %s, subset %s: %s', (ready, subset, expected) =>
    expect(
      tell(order(read(objects, slice(ready)), { ...service, subset })),
    ).toBe(expected),
  );

  test('in files, which hold no EndpointSlices, nothing is known', () => {
    expect(order(read(objects), service)).toBeUndefined();
  });

  test('a group carries everything until two of seven are gone', () => {
    const ready = (yes: number, total: number) =>
      Array.from(
        { length: total },
        (_, index) => `
  - { addresses: [10.0.1.${index}], zone: z, conditions: { ready: ${
          index < yes
        } } }`,
      ).join('');
    const share = (yes: number, total: number) =>
      Math.round(
        order(
          read(
            objects,
            slice(true).replace(
              /endpoints:[^]*/,
              `endpoints:${ready(yes, total)}\n`,
            ),
          ),
          service,
          '/z',
        )?.groups[0].share ?? -1,
      );
    expect(share(5, 7)).toBe(100);
    expect(share(1, 2)).toBe(70);
    expect(share(0, 2)).toBe(0);
  });
});
