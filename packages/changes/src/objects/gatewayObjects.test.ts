import { parse } from 'yaml';
import { groupOf, kindOf, KubernetesObject } from '@product-gateways/mesh';
import { GatewayDesign } from './GatewayDesign';
import { gatewayObjects } from './gatewayObjects';
import { toYaml } from './toYaml';

const design: GatewayDesign = {
  name: 'payments-gateway',
  namespace: 'payments',
  product: 'payments',
  replicas: { min: 2, max: 5 },
  image: 'auto',
  serviceAnnotations: {},
  ports: [{ name: 'https', port: 443, targetPort: 8443 }],
  servers: [
    {
      port: { number: 443, name: 'https', protocol: 'HTTPS' },
      hosts: ['payments.my-company.io'],
      tls: { mode: 'SIMPLE', credentialName: 'payments-cert' },
    },
  ],
};

const objects = new Map(
  gatewayObjects(design).map(object => [object.kind, object]),
);
const specOf = (kind: string) => objects.get(kind)?.spec;

test.each([...objects.values()].map(object => [object.kind, object] as const))(
  '%s is one that agents apply, in the namespace of the product and with its label',
  (_, object) => {
    expect(kindOf(groupOf(object.apiVersion), object.kind)?.namespaced).toBe(
      true,
    );
    expect(object.metadata).toMatchObject({
      name: 'payments-gateway',
      namespace: 'payments',
      labels: { 'product-gateways.io/product': 'payments' },
    });
  },
);

test('everything that selects its pods does so by a label of its own', () => {
  const own = { 'product-gateways.io/gateway': 'payments-gateway' };
  expect(specOf('Deployment')).toMatchObject({
    selector: { matchLabels: own },
    template: { metadata: { labels: own } },
  });
  expect(specOf('Service')).toMatchObject({ selector: own });
  expect(specOf('PodDisruptionBudget')).toMatchObject({
    selector: { matchLabels: own },
  });
  expect(specOf('Gateway')).toMatchObject({ selector: own });
});

test('two pods at least, and not one fewer during a rollout or a drain', () => {
  expect(specOf('HorizontalPodAutoscaler')).toMatchObject({ minReplicas: 2 });
  expect(specOf('PodDisruptionBudget')).toMatchObject({ minAvailable: 1 });
  expect(specOf('Deployment')).not.toHaveProperty('replicas');
  expect(specOf('Deployment')).toMatchObject({
    strategy: { rollingUpdate: { maxUnavailable: 0 } },
  });
});

test('the proxy may take longer to drain than the load balancer to notice', () => {
  expect(specOf('Deployment')).toMatchObject({
    template: {
      spec: {
        terminationGracePeriodSeconds: 60,
        containers: [{ lifecycle: { preStop: { sleep: { seconds: 15 } } } }],
      },
    },
  });
});

test('the revision of the control plane is the one asked for', () => {
  const [pinned] = gatewayObjects({ ...design, revision: '1-32' }).filter(
    ({ kind }) => kind === 'Deployment',
  );
  const label = { 'istio.io/rev': '1-32' };
  expect(pinned.spec).toMatchObject({
    template: { metadata: { labels: label } },
  });
  expect(specOf('Deployment')).not.toMatchObject({
    template: { metadata: { labels: label } },
  });
});

describe('strings stay strings, for readers of YAML 1.1 and 1.2', () => {
  test.each([
    'no',
    'yes',
    'on',
    'y',
    '1e3',
    '0777',
    '0o7',
    '1_000',
    '12:30',
    'null',
    '~',
    '2026-01-01',
    '.inf',
    '',
    ' a',
    '#a',
    'a: b',
    '&a',
    '*a',
    '!!js',
    '{{7*7}}',
    '${{ secrets.X }}',
    '---',
    'a\n---\nb',
    '\u2028',
    '\uFEFF',
    '- a',
    '<<',
  ])('%j', text => {
    const object: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', annotations: { [text]: text } },
    };
    for (const version of ['1.1', '1.2'] as const)
      expect(parse(toYaml(object), { version })).toEqual(object);
  });
});
