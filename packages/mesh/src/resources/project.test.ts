import { parse } from 'yaml';
import { project } from './project';
import { readObject } from './readObject';

const pod = `
apiVersion: v1
kind: Pod
metadata:
  name: web-7d9f
  generateName: web-
  namespace: payments
  uid: u1
  resourceVersion: "7"
  labels: { app: web }
  annotations: { istio.io/rev: default, sidecar.istio.io/status: "{}", kubernetes.io/psp: x, kubectl.kubernetes.io/last-applied-configuration: "{}" }
  ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: web, uid: u2, controller: true, blockOwnerDeletion: true }]
  managedFields: [{ manager: kubelet }]
spec:
  volumes: [{ name: token }]
  containers:
    - name: istio-proxy
      image: auto
      env: [{ name: A, value: b }]
      ports: [{ name: http, containerPort: 8080, hostPort: 1 }]
status:
  phase: Running
  podIP: 10.0.0.1
  conditions: [{ type: Ready, status: "True", lastProbeTime: null }]
  containerStatuses: [{ name: istio-proxy }]`;

it('keeps of a Pod what questions need', () => {
  const object = project(parse(pod));
  expect(object).toEqual(
    parse(`
apiVersion: v1
kind: Pod
metadata:
  name: web-7d9f
  namespace: payments
  uid: u1
  resourceVersion: "7"
  labels: { app: web }
  annotations: { istio.io/rev: default, sidecar.istio.io/status: "{}" }
  ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: web, uid: u2, controller: true }]
spec:
  containers:
    - name: istio-proxy
      image: auto
      ports: [{ name: http, containerPort: 8080 }]
status:
  phase: Running
  podIP: 10.0.0.1
  conditions: [{ type: Ready, status: "True" }]`),
  );
  expect(readObject(object).problems).toEqual([]);
});

test.each([
  ['kubernetes.io/ingress.class', true],
  ['nginx.ingress.kubernetes.io/rewrite-target', true],
  ['networking.istio.io/exportTo', true],
  ['external-dns.alpha.kubernetes.io/hostname', true],
  ['notistio.io/rev', false],
  ['deployment.kubernetes.io/revision', false],
  ['istio.io', false],
])('annotation %s: %s', (key, kept) => {
  const ingress = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'a', annotations: { [key]: 'b' } },
  };
  expect(project(ingress)).toHaveProperty(
    'metadata.annotations',
    kept ? { [key]: 'b' } : {},
  );
});

test.each([
  ['a kind that we do not interpret', { apiVersion: 'v1', kind: 'ConfigMap' }],
  ['no object', 'x'],
  ['nothing', null],
])('leaves %s alone', (_, object) => {
  expect(project(object)).toBe(object);
});

test.each([
  ['a spec that is no object', { spec: 'broken' }],
  ['a list that is none', { spec: { containers: 'broken' } }],
  ['a container that is none', { spec: { containers: [3] } }],
  ['metadata that are none', { metadata: 'broken' }],
  ['annotations that are none', { metadata: { name: 'a', annotations: [] } }],
])('leaves what is malformed to the reader: %s', (_, parts) => {
  const broken = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    ...parts,
  };
  expect(readObject(project(broken)).problems).toEqual(
    readObject(broken).problems,
  );
});
