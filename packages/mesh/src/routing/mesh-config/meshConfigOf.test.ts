import { parseAllDocuments } from 'yaml';
import { snapshotOf } from '../../snapshot';
import { defaultMeshConfig } from './MeshConfig';
import { meshConfigMap } from './meshConfigMap';
import { meshConfigOf, readMeshConfig } from './meshConfigOf';

const snapshot = (...yaml: string[]) =>
  snapshotOf(
    'east',
    yaml.flatMap(text => parseAllDocuments(text).map(item => item.toJS())),
  );

const istiod = (env: string, revision = 'default') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: istiod-${revision}, namespace: istio-system, labels: { app: istiod, istio.io/rev: ${revision} } }
spec:
  selector: { matchLabels: { app: istiod } }
  template: { spec: { containers: [{ name: discovery, env: [${env}] }] } }
`;

const configMap = (name: string, mesh: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: istio-system }
data:
  mesh: |
    ${mesh}
`;

test('where nobody says, the defaults hold', () => {
  expect(meshConfigOf(snapshot())).toBe(defaultMeshConfig);
  expect(meshConfigOf(snapshot(configMap('other', 'rootNamespace: a')))).toBe(
    defaultMeshConfig,
  );
});

test.each([
  ['rootNamespace: istio-config', { rootNamespace: 'istio-config' }],
  [
    'outboundTrafficPolicy: { mode: REGISTRY_ONLY }',
    { outboundTrafficPolicy: 'REGISTRY_ONLY' },
  ],
  [
    'pathNormalization: { normalization: MERGE_SLASHES }',
    { pathNormalization: 'MERGE_SLASHES' },
  ],
  [
    'pathNormalization: { normalization: DEFAULT }',
    { pathNormalization: 'BASE' },
  ],
  ['defaultServiceExportTo: ["."]', { defaultServiceExportTo: ['.'] }],
  ['ingressSelector: edge', { ingressSelector: 'edge' }],
  ['ingressService: edge', { ingressSelector: 'edge' }],
  [
    'ingressService: istio-ingressgateway',
    { ingressSelector: 'ingressgateway' },
  ],
  ['ingressControllerMode: DEFAULT', { ingressControllerMode: 'DEFAULT' }],
  ['ingressControllerMode: 7', { ingressControllerMode: 'STRICT' }],
  [
    'localityLbSetting: { enabled: false }',
    { localityLbSetting: { enabled: false } },
  ],
])('%s', (mesh, expected) => {
  const config = { ...defaultMeshConfig, ...expected };
  expect(meshConfigOf(snapshot(configMap('istio', mesh)))).toEqual(config);
  expect(meshConfigOf(snapshotOf('east', [meshConfigMap(mesh)]))).toEqual(
    config,
  );
});

test.each([
  ['{ name: PILOT_SCOPE_GATEWAY_TO_NAMESPACE, value: "true" }', true],
  ['{ name: PILOT_SCOPE_GATEWAY_TO_NAMESPACE, value: "T" }', true],
  ['{ name: PILOT_SCOPE_GATEWAY_TO_NAMESPACE, value: "yes" }', false],
  ['{ name: PILOT_SCOPE_GATEWAY_TO_NAMESPACE, valueFrom: {} }', false],
  ['{ name: constructor, value: "true" }', false],
])('of %s istiod makes %s', (env, scoped) => {
  const { flags } = meshConfigOf(snapshot(istiod(env)));
  expect(flags.PILOT_SCOPE_GATEWAY_TO_NAMESPACE).toBe(scoped);
});

test('of several revisions the default one counts', () => {
  const both = snapshot(
    istiod('', 'canary'),
    istiod(''),
    configMap('istio-canary', 'rootNamespace: canary'),
    configMap('istio', 'rootNamespace: stable'),
  );
  expect(meshConfigOf(both).rootNamespace).toBe('stable');
  const alone = snapshot(
    istiod('', 'canary'),
    configMap('istio-canary', 'rootNamespace: canary'),
  );
  expect(meshConfigOf(alone).rootNamespace).toBe('canary');
});

test.each([
  ['a: [', 'Flow sequence'],
  ['- a list', 'it is not a map'],
  ['a: &a [1,1]\nb: *c', 'Unresolved alias'],
])('%j leaves the defaults and says so', (mesh, why) => {
  const { value, problems } = readMeshConfig(
    snapshotOf('east', [meshConfigMap(mesh)]),
  );
  expect(value).toEqual(defaultMeshConfig);
  expect(problems).toEqual([
    {
      source: {
        object: expect.objectContaining({ kind: 'ConfigMap', name: 'istio' }),
        path: 'data.mesh',
      },
      message: expect.stringContaining(why),
    },
  ]);
});

test('the answer is the very same until the objects change', () => {
  const before = snapshot(istiod(''), configMap('istio', 'rootNamespace: a'));
  const after = before.with({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'payments', namespace: 'payments' },
    spec: { selector: {}, template: {} },
  });
  expect(meshConfigOf(after)).toBe(meshConfigOf(before));
});

test.each([
  ['cluster.local', 0],
  ['corp.example', 1],
])('a cluster domain %s makes %i problems', (domain, problems) => {
  const other = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'istiod',
      namespace: 'istio-system',
      labels: { app: 'istiod' },
    },
    spec: {
      selector: {},
      template: {
        spec: {
          containers: [
            { name: 'discovery', args: ['discovery', '--domain', domain] },
          ],
        },
      },
    },
  };
  expect(readMeshConfig(snapshotOf('east', [other])).problems).toHaveLength(
    problems,
  );
});
