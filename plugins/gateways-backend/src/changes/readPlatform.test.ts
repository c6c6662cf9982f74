import { ConfigReader } from '@backstage/config';
import { defaultPlatform } from '@product-gateways/changes';
import { readPlatform } from './readPlatform';

const read = (gateways: object) =>
  readPlatform(new ConfigReader({ gateways } as never));

it('is the default where nothing is said', () => {
  expect(readPlatform(new ConfigReader({}))).toEqual(defaultPlatform);
});

it('is what the configuration says, hosts as gateways compare them', () => {
  const platform = read({
    hosts: {
      payments: ['Payments.My-Company.io.', '*.pay.my-company.io'],
      'team.orders': ['orders.my-company.io'],
    },
    defaults: {
      installer: 'chart',
      replicas: { min: 3, max: 6 },
      minProtocolVersion: 'TLSV1_3',
      serviceAnnotations: { 'cloud.example/internal': true },
      chart: {
        repository: 'oci://ghcr.io/istio/release/charts',
        version: '1.30.1',
      },
      issuer: { name: 'letsencrypt' },
    },
  });
  expect([...platform.hosts]).toEqual([
    ['payments', ['payments.my-company.io', '*.pay.my-company.io']],
    ['team.orders', ['orders.my-company.io']],
  ]);
  expect(platform.gateways).toEqual({
    ...defaultPlatform.gateways,
    installer: 'chart',
    replicas: { min: 3, max: 6 },
    minProtocolVersion: 'TLSV1_3',
    serviceAnnotations: { 'cloud.example/internal': 'true' },
    chart: {
      repository: 'oci://ghcr.io/istio/release/charts',
      version: '1.30.1',
    },
    issuer: { kind: 'ClusterIssuer', name: 'letsencrypt' },
  });
});

test.each([
  [{ hosts: { payments: 'a.io' } }, /a list of hosts/],
  [{ hosts: { payments: ['a b'] } }, /gateways\.hosts\.payments holds "a b"/],
  [{ defaults: { installer: 'helm' } }, /defaults\.installer must be one of/],
  [{ defaults: { replicas: { min: 3, max: 1 } } }, /defaults\.replicas/],
  [{ defaults: { minProtocolVersion: 'TLSV1_0' } }, /minProtocolVersion/],
  [{ defaults: { issuer: { kind: 'X', name: 'a' } } }, /issuer\.kind/],
  [
    { defaults: { chart: { repository: 'https://x; rm -rf /' } } },
    /chart\.repository must be/,
  ],
])('a mistake ends the start: %j', (gateways, said) => {
  expect(() => read(gateways)).toThrow(said);
});
