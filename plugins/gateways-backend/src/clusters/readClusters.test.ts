import { ConfigReader } from '@backstage/config';
import { parse } from 'yaml';
import { readClusters } from './readClusters';

const clustersOf = (yaml: string) =>
  readClusters(new ConfigReader(parse(yaml)));

const accessOf = (yaml: string) => {
  const [{ access }] = clustersOf(yaml);
  return access.by === 'nothing' ? access.reason : access;
};

describe('readClusters', () => {
  it('reads clusters by kubeconfig and by url, in the order of the configuration', () => {
    expect(
      clustersOf(`
gateways:
  clusters:
    - { name: west, title: West, zone: b, region: eu, caCertificates: /etc/ca.pem, kubeconfig: kube.yaml, context: west }
    - { name: east, url: 'https://east:6443', tokenFile: /run/token, caFile: /run/ca.crt }
`),
    ).toEqual([
      {
        name: 'west',
        title: 'West',
        zone: 'b',
        region: 'eu',
        caCertificates: '/etc/ca.pem',
        access: {
          by: 'kubeconfig',
          file: 'kube.yaml',
          context: 'west',
          skipTLSVerify: false,
        },
      },
      {
        name: 'east',
        title: 'east',
        access: {
          by: 'url',
          url: 'https://east:6443',
          tokenFile: '/run/token',
          caFile: '/run/ca.crt',
          skipTLSVerify: false,
        },
      },
    ]);
  });

  it.each([
    ['no way to reach it', '{ name: a }', /does not say how to reach/],
    ['two ways', "{ name: a, url: 'https://a', kubeconfig: k }", /keep one/],
    ['no name', "{ url: 'https://a' }", /gateways.clusters\[0\].*name/],
    ['a name that is none', "{ name: 5, url: 'https://a' }", /cannot be read/],
  ])('%s leaves a cluster that says so', (_, cluster, reason) => {
    expect(accessOf(`{ gateways: { clusters: [${cluster}] } }`)).toMatch(
      reason,
    );
  });

  it('reaches nothing by a name given twice, and leaves the others alone', () => {
    const clusters = clustersOf(`
gateways:
  clusters:
    - { name: a, url: 'https://1' }
    - { name: b, url: 'https://2' }
    - { name: a, url: 'https://3' }
`);
    expect(clusters.map(({ name, access }) => [name, access.by])).toEqual([
      ['a', 'nothing'],
      ['b', 'url'],
    ]);
  });

  it("takes the Kubernetes plugin's clusters that have a service account, and says why of the others", () => {
    const clusters = clustersOf(`
gateways:
  clusters:
    - { name: both, kubeconfig: k }
kubernetes:
  clusterLocatorMethods:
    - type: config
      clusters:
        - { name: sa, url: 'https://sa', authProvider: serviceAccount, serviceAccountToken: t, caData: YQ== }
        - { name: google, url: 'https://g', authProvider: google }
        - { name: bare, url: 'https://b', authMetadata: { kubernetes.io/auth-provider: serviceAccount } }
        - { name: both, url: 'https://both', authProvider: serviceAccount, serviceAccountToken: t }
    - type: gke
`);
    expect(
      clusters.map(({ name, access }) => [
        name,
        access.by === 'nothing' ? access.reason : access.by,
      ]),
    ).toEqual([
      ['both', 'kubeconfig'],
      ['sa', 'url'],
      ['google', expect.stringMatching(/'google'.*gateways.clusters/)],
      ['bare', expect.stringMatching(/without a token/)],
      [
        'kubernetes.clusterLocatorMethods[1] (gke)',
        expect.stringMatching(/'gke'/),
      ],
    ]);
  });
});
