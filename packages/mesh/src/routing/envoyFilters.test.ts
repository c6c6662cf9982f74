import { parseDocument } from 'yaml';
import { snapshotOf } from '../snapshot';
import { envoyFilterProblems, PatchedProxy } from './envoyFilters';

const gateway: PatchedProxy = {
  namespace: 'payments',
  labels: { istio: 'payments' },
  isGateway: true,
};
const sidecar = { ...gateway, isGateway: false };
const managed: PatchedProxy = {
  ...gateway,
  labels: { 'gateway.networking.k8s.io/gateway-name': 'payments' },
};
const target = (name: string) =>
  `targetRefs: [{ group: gateway.networking.k8s.io, kind: Gateway, name: ${name} }]`;
const patches = (...places: string[]) =>
  `configPatches: [${places.join(', ')}]`;
const route = '{ applyTo: HTTP_ROUTE }';

test.each<[PatchedProxy, string, string, string, string]>([
  [
    gateway,
    'payments',
    patches(route),
    'HTTP_ROUTE',
    'every proxy of the namespace',
  ],
  [
    gateway,
    'istio-system',
    patches(route),
    'HTTP_ROUTE',
    'every proxy of the mesh',
  ],
  [gateway, 'analytics', patches(route), '', 'another namespace'],
  [
    gateway,
    'payments',
    `workloadSelector: { labels: { istio: payments } }, ${patches(route)}`,
    'HTTP_ROUTE',
    'the gateway by its label',
  ],
  [
    gateway,
    'istio-system',
    `workloadSelector: { labels: { istio: other } }, ${patches(route)}`,
    '',
    'another label',
  ],
  [
    gateway,
    'payments',
    `${target('payments')}, ${patches(route)}`,
    '',
    'a name means managed gateways',
  ],
  [
    managed,
    'payments',
    `${target('payments')}, ${patches(route)}`,
    'HTTP_ROUTE',
    'the managed gateway by its name',
  ],
  [
    managed,
    'payments',
    `${target('other')}, ${patches(route)}`,
    '',
    'another name',
  ],
  [
    managed,
    'istio-system',
    `${target('payments')}, ${patches(route)}`,
    '',
    'a name means the own namespace',
  ],
  [
    managed,
    'istio-system',
    patches(route),
    'HTTP_ROUTE',
    'who names nothing takes managed gateways too',
  ],
  [
    gateway,
    'payments',
    patches(
      '{ applyTo: HTTP_FILTER, match: { context: GATEWAY } }',
      '{ applyTo: CLUSTER, match: { context: SIDECAR_OUTBOUND } }',
      '{ applyTo: HTTP_FILTER }',
    ),
    'HTTP_FILTER',
    'patches of sidecars are not told',
  ],
  [
    sidecar,
    'payments',
    patches(
      '{ applyTo: CLUSTER, match: { context: SIDECAR_OUTBOUND } }',
      '{ applyTo: LISTENER, match: { context: SIDECAR_INBOUND } }',
      '{ applyTo: HTTP_FILTER, match: { context: GATEWAY } }',
    ),
    'CLUSTER',
    'of a sidecar what its own requests meet',
  ],
])(
  '%j, EnvoyFilter in %s with { %s }: %s, %s',
  (proxy, namespace, spec, told) => {
    const filter = parseDocument(`
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: { name: lua, namespace: ${namespace} }
spec: { ${spec} }
`).toJS();
    const problems = envoyFilterProblems(snapshotOf('east', [filter]), proxy);
    expect(problems.map(({ message }) => message)).toEqual(
      told
        ? [
            `EnvoyFilter ${namespace}/lua patches ${told}: requests may be answered otherwise`,
          ]
        : [],
    );
  },
);
