import fc from 'fast-check';
import { parse } from 'yaml';
import { KubernetesObject, refOf } from '../../resources';
import { Snapshot, snapshotOf } from '../../snapshot';
import { meshConfigMap } from '../mesh-config/meshConfigMap';
import { resolve } from '../resolve';

/** The law of what is memoised: whatever changed before, a sidecar does what it does in a snapshot that was read at once. */
const namespaces = ['a', 'b'];
const meta = (name: string, namespace: string, created = 1) =>
  `metadata: { name: ${name}, namespace: ${namespace}, creationTimestamp: "2024-01-0${created}T00:00:00Z" }`;
const to = '[{ route: [{ destination: { host: y.b.svc.cluster.local } }] }]';

const objects: readonly KubernetesObject[] = [
  ...namespaces
    .flatMap((namespace, subnet) => [
      ...['x', 'y'].flatMap((name, index) => [
        ...[
          `clusterIP: 10.0.${subnet}.${index}, ports: [{ name: http, port: 80 }, { name: tcp, port: 81 }]`,
          `clusterIP: 10.0.${subnet}.${index}, ports: [{ name: web, port: 80 }, { name: http, port: 81 }]`,
          'type: ExternalName, externalName: y.b.svc.cluster.local',
        ].map(
          spec =>
            `{ apiVersion: v1, kind: Service, ${meta(
              name,
              namespace,
            )}, spec: { ${spec} } }`,
        ),
        ...[
          `hosts: [${name}], http: ${to}`,
          `hosts: [x.b.svc.cluster.local], exportTo: ["."], http: ${to}`,
          `hosts: ["*.example.com"], http: ${to}`,
          `hosts: ["*.svc.cluster.local", free.example.org], http: ${to}`,
          `hosts: [Capital.example.com], http: [{ match: [{ port: 80 }], delegate: { name: y, namespace: b } }]`,
          `http: ${to}`,
          `hosts: ["*.example.com"], tcp: ${to}, tls: [{ match: [{ sniHosts: [x.example.com] }], route: [{ destination: { host: x } }] }]`,
        ].map(
          (spec, age) =>
            `{ apiVersion: networking.istio.io/v1, kind: VirtualService, ${meta(
              name,
              namespace,
              1 + (age % 3),
            )}, spec: { ${spec} } }`,
        ),
        `{ apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, ${meta(
          name,
          namespace,
        )}, spec: { parentRefs: [{ group: "", kind: Service, name: x, namespace: a }], rules: [{ backendRefs: [{ name: y, namespace: b, port: 80 }] }] } }`,
        ...[
          '[x.example.com]',
          '["*.example.com"]',
          '[Capital.example.com]',
        ].flatMap(hosts =>
          ['HTTP', 'TLS'].map(
            protocol =>
              `{ apiVersion: networking.istio.io/v1, kind: ServiceEntry, ${meta(
                name,
                namespace,
              )}, spec: { hosts: ${hosts}, ports: [{ name: p, number: 80, protocol: ${protocol} }] } }`,
          ),
        ),
      ]),
      ...['["./*"]', '["b/*", "~a/x.example.com"]', '["*/*.example.com"]'].map(
        hosts =>
          `{ apiVersion: networking.istio.io/v1, kind: Sidecar, ${meta(
            'default',
            namespace,
          )}, spec: { egress: [{ hosts: ${hosts} }] } }`,
      ),
    ])
    .map(yaml => parse(yaml)),
  ...[
    '{}',
    '{ defaultVirtualServiceExportTo: ["."], outboundTrafficPolicy: { mode: REGISTRY_ONLY } }',
  ].map(meshConfigMap),
];

const probes = [
  ...['x', 'x.a', 'x.b.svc', 'x.b.svc.cluster.local', 'x.a.svc.cluster.local.'],
  ...[
    'y',
    '10.0.0.0',
    'x.example.com',
    'capital.example.com',
    'a.b.example.com',
    'free.example.org',
  ],
].flatMap(host =>
  namespaces.flatMap(namespace =>
    [80, 81].flatMap(port =>
      [false, true].map(tls => ({
        from: { namespace, labels: {} },
        port,
        tls,
        sni: host,
        host,
        method: 'GET',
        path: '/',
      })),
    ),
  ),
);

const changes = fc.array(
  fc.record({ object: fc.constantFrom(...objects), isDeleted: fc.boolean() }),
  { minLength: 1, maxLength: 8 },
);

test('a snapshot that changed answers as one that was read at once', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...objects]), changes, (before, steps) => {
      let snapshot = snapshotOf('east', before);
      answers(snapshot);
      for (const { object, isDeleted } of steps) {
        snapshot = isDeleted
          ? snapshot.without(refOf(object))
          : snapshot.with(structuredClone(object));
        expect(answers(snapshot)).toEqual(answers(readAnew(snapshot)));
      }
    }),
    { numRuns: 25 },
  );
});

const kinds = new Map(
  objects.map(object => {
    const { group, kind } = refOf(object);
    return [`${group}/${kind}`, { group, kind }];
  }),
);

function readAnew(snapshot: Snapshot): Snapshot {
  const all = [...kinds.values()].flatMap(({ group, kind }) =>
    snapshot.list(group, kind),
  );
  return snapshotOf(snapshot.cluster, structuredClone(all));
}

const answers = (snapshot: Snapshot) =>
  probes.map(probe => resolve(snapshot, probe));
