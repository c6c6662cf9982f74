import { kinds, snapshotOf } from '@product-gateways/mesh';
import { driftOf } from './driftOf';
import { readManifests } from './tree/manifests';

const folder = 'clusters/east';
const file = `${folder}/all.yaml`;
const route = `apiVersion: networking.istio.io/v1beta1
kind: VirtualService
metadata: { name: payments, namespace: payments, labels: { team: a } }
spec:
  hosts: [payments.my-company.io]
  http: [{ route: [{ destination: { host: payments } }] }]
`;
const service = `apiVersion: v1
kind: Service
metadata: { name: payments, namespace: payments }
spec: { ports: [{ port: 8080 }] }
`;
const foreign = route.replaceAll('payments', 'analytics');

function compared(git: string, live: string, unseen: string[] = []) {
  const objects = readManifests(new Map([['live.yaml', live]]), '').all;
  const snapshot = snapshotOf(
    'east',
    objects.map(({ object }) => object),
  ).withUnseen(
    unseen.map(kind => ({
      group: 'networking.istio.io',
      kind,
      reason: 'forbidden',
    })),
  );
  return driftOf(
    { tree: new Map([[file, git]]), folder },
    snapshot,
    kinds,
    ({ metadata }) => metadata.namespace === 'payments',
  ).map(({ ref, ...rest }) => ({ kind: ref.kind, ...rest }));
}

test.each<[string, string, string, unknown[]]>([
  ['the same', route, route, []],
  [
    'another version of the API, and fields that git leaves out',
    route,
    route
      .replace('v1beta1', 'v1')
      .replace('hosts:', 'exportTo: ["*"]\n  hosts:'),
    [],
  ],
  [
    'a route to elsewhere',
    route,
    route.replace('host: payments }', 'host: payments-v2 }'),
    [
      {
        kind: 'VirtualService',
        file,
        state: 'differs',
        fields: ['spec.http[0].route[0].destination.host'],
      },
    ],
  ],
  [
    'an object that is not live',
    `${route}---\n${service}`,
    route,
    [{ kind: 'Service', file, state: 'not-live', fields: [] }],
  ],
  [
    'a route that git does not hold',
    '',
    `${route}---\n${service}`,
    [{ kind: 'VirtualService', state: 'not-in-git', fields: [] }],
  ],
  ["another product's", foreign, '', []],
  ['a kind that nobody watches', route.replace('VirtualService', 'X'), '', []],
])('%s', (_, git, live, expected) => {
  expect(compared(git, live)).toEqual(expected);
});

it('says that it does not know where the cluster does not show a kind', () => {
  expect(compared(route, '', ['VirtualService'])).toEqual([
    { kind: 'VirtualService', file, state: 'unknown', fields: [] },
  ]);
});
