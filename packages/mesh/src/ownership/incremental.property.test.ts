import fc from 'fast-check';
import { parse } from 'yaml';
import { KubernetesObject, refOf } from '../resources';
import { Snapshot, snapshotOf } from '../snapshot';
import { OwnershipConfig } from './Ownership';
import { ownershipOf } from './ownershipOf';

/** The law of what is memoised: whatever changed before, whose things are is what it is for a snapshot that was read at once. */
const label = (product?: string) =>
  product ? `{ product-gateways.io/product: ${product} }` : '{}';
const products = [undefined, 'payments', 'orders'];
const namespaces = ['a', 'b', 'mapped'];
const config: OwnershipConfig = { namespaces: { mapped: 'ledger' } };

const hosts = ['[x.io]', '["*.x.io", y.io]', '["*"]', '["no host", X.io.]'];
const meta = (namespace: string, product?: string) =>
  `metadata: { name: x, namespace: ${namespace}, labels: ${label(product)} }`;
const istio = 'apiVersion: networking.istio.io/v1';
const gatewayApi = 'apiVersion: gateway.networking.k8s.io/v1';

const objects: readonly KubernetesObject[] = namespaces
  .flatMap(namespace => [
    ...products.flatMap(product => [
      `{ apiVersion: v1, kind: Namespace, metadata: { name: ${namespace}, labels: ${label(
        product,
      )} } }`,
      `{ apiVersion: v1, kind: Service, ${meta(namespace, product)} }`,
      ...hosts.map(
        each =>
          `{ ${istio}, kind: VirtualService, ${meta(
            namespace,
            product,
          )}, spec: { hosts: ${each}, gateways: [a/x], http: [{ route: [{ destination: { host: x.a } }] }, { delegate: { name: x, namespace: b } }] } }`,
      ),
      `{ ${gatewayApi}, kind: HTTPRoute, ${meta(
        namespace,
        product,
      )}, spec: { parentRefs: [{ name: x, namespace: a }], rules: [{ backendRefs: [{ name: x, namespace: b }] }] } }`,
    ]),
    `{ ${istio}, kind: VirtualService, ${meta(
      namespace,
    )}, spec: { gateways: [mesh], http: [{ route: [{ destination: { host: x.b } }] }] } }`,
    ...['a/a.x.io', '"*"'].map(
      host =>
        `{ ${istio}, kind: Gateway, ${meta(
          namespace,
        )}, spec: { servers: [{ hosts: [${host}] }] } }`,
    ),
    ...['b.x.io', '"*.x.io"'].map(
      host =>
        `{ ${gatewayApi}, kind: Gateway, ${meta(
          namespace,
        )}, spec: { listeners: [{ name: http, hostname: ${host} }] } }`,
    ),
    `{ apiVersion: networking.k8s.io/v1, kind: Ingress, ${meta(
      namespace,
    )}, spec: { rules: [{ host: i.io, http: { paths: [{ backend: { service: { name: x } } }] } }] } }`,
  ])
  .map(yaml => parse(yaml));

const changes = fc.array(
  fc.record({ object: fc.constantFrom(...objects), isDeleted: fc.boolean() }),
  { minLength: 1, maxLength: 12 },
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

/** Claims and problems are in no order. */
function answers(snapshot: Snapshot) {
  const ownership = ownershipOf(new Map([['east', snapshot]]), config);
  const all = ownership.products();
  return {
    claims: sorted(ownership.claims),
    problems: sorted(ownership.problems),
    products: all,
    hosts: all.map(ownership.hostsOf),
    owners: [...new Set(ownership.claims.map(({ host }) => host))]
      .sort()
      .map(host => ownership.ownerOfHost(host))
      .map(({ claims, ...owner }) => ({ ...owner, claims: sorted(claims) })),
  };
}

const sorted = (items: readonly unknown[]) =>
  items.map(item => JSON.stringify(item)).sort();
