import { Application } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application';
import { Certificate } from '@kubernetes-models/cert-manager/cert-manager.io/v1/Certificate';
import { HelmRelease } from '@kubernetes-models/flux-cd/helm.toolkit.fluxcd.io/v2beta2/HelmRelease';
import { HelmRepository } from '@kubernetes-models/flux-cd/source.toolkit.fluxcd.io/v1beta2/HelmRepository';
import { parse } from 'yaml';
import { CreateGateway } from './Intent';
import { defaultPlatform, GatewayDefaults } from './Platform';
import { files, intent, mergedInto, planIn } from './testing/company';

const argo = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shared, namespace: argocd }
spec:
  project: platform
  destination: { server: https://kubernetes.default.svc, namespace: istio-system }
  source: { repoURL: https://charts.example, chart: x, targetRevision: 1.0.0 }
  syncPolicy: { automated: { prune: true } }
`;
const flux = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: shared, namespace: istio-system }
spec: { interval: 1h, chart: { spec: { chart: x, sourceRef: { kind: HelmRepository, name: istio } } } }
`;
const istioCharts = `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: { name: istio, namespace: flux-system }
spec: { interval: 1h, url: https://blob.istio.io/istio-release/charts }
`;

function planned(
  asked: Partial<CreateGateway>,
  more: Record<string, string> = {},
  defaults: Partial<GatewayDefaults> = {},
) {
  const git = { ...files, ...more };
  const platform = {
    ...defaultPlatform,
    gateways: { ...defaultPlatform.gateways, ...defaults },
  };
  const plan = planIn({ git, platform }, { ...intent, ...asked });
  const [wave] = plan.waves;
  return { git, plan, wave };
}

function added(wave: ReturnType<typeof planned>['wave'], kind: string) {
  const objects = wave.edits
    .filter(({ before }) => before === undefined)
    .map(({ path, after = '' }) => ({ path, object: parse(after) }));
  return objects.find(({ object }) => object.kind === kind);
}

const newFiles = ({ edits }: ReturnType<typeof planned>['wave']) =>
  edits.filter(({ before }) => before === undefined).map(({ path }) => path);

/** The last version of Flux's CRDs that there is a validator for; the fields that are used are the same in the one that followed. */
function inBeta<T extends { apiVersion: string }>(object: T): T {
  const [group] = object.apiVersion.split('/');
  return {
    ...object,
    apiVersion: `${group}/v2beta2`.replace(/^(source\S+)\/v2/, '$1/v1'),
  };
}

describe("Istio's chart", () => {
  test('beside Applications of Argo CD: one more, in their project, synced as they are', () => {
    const { wave } = planned(
      { installer: 'chart' },
      { 'clusters/east/argocd/shared.yaml': argo },
      {
        chart: {
          repository: 'https://charts.my-company.io',
          version: '1.30.1',
        },
      },
    );
    expect(newFiles(wave)).toEqual([
      'clusters/east/argocd/application-payments-gateway.yaml',
      'clusters/east/payments/gateway-payments-gateway.yaml',
    ]);
    const application = added(wave, 'Application')?.object;
    expect(() => new Application(application).validate()).not.toThrow();
    expect(application).toMatchObject({
      metadata: { labels: { 'product-gateways.io/product': 'payments' } },
      spec: {
        project: 'platform',
        destination: {
          server: 'https://kubernetes.default.svc',
          namespace: 'payments',
        },
        source: {
          repoURL: 'https://charts.my-company.io',
          chart: 'gateway',
          targetRevision: '1.30.1',
          helm: {
            releaseName: 'payments-gateway',
            valuesObject: {
              labels: { 'product-gateways.io/gateway': 'payments-gateway' },
              autoscaling: { minReplicas: 2 },
              podDisruptionBudget: { minAvailable: 1 },
            },
          },
        },
        syncPolicy: { automated: { prune: true } },
      },
    });
  });

  test.each([
    ['with a repository of its own', {}, 'payments', true],
    [
      'from the repository that is there',
      { 'clusters/east/flux-system/istio.yaml': istioCharts },
      'flux-system',
      false,
    ],
  ])(
    'beside HelmReleases of Flux: one more, %s',
    (_, more, namespace, isNew) => {
      const { wave } = planned(
        { installer: 'chart' },
        { 'clusters/east/istio-system/release.yaml': flux, ...more },
      );
      const release = added(wave, 'HelmRelease')?.object;
      const repository = added(wave, 'HelmRepository')?.object;
      expect(() => new HelmRelease(inBeta(release)).validate()).not.toThrow();
      expect(release.spec.chart.spec.sourceRef).toEqual({
        kind: 'HelmRepository',
        name: 'istio',
        namespace,
      });
      expect(repository !== undefined).toBe(isNew);
      if (repository) new HelmRepository(inBeta(repository)).validate();
    },
  );

  test('without either: values where no agent reads them, and the command', () => {
    const { wave } = planned({ installer: 'chart' });
    const path = 'installs/east/payments/values-payments-gateway.yaml';
    expect(newFiles(wave)).toEqual([
      'clusters/east/payments/gateway-payments-gateway.yaml',
      path,
    ]);
    expect(wave.conditions.at(-1)).toMatchObject({
      when: 'after-merge',
      state: 'unmet',
      text: expect.stringContaining(
        `helm upgrade --install payments-gateway gateway --repo https://blob.istio.io/istio-release/charts --namespace payments --values ${path}`,
      ),
    });
  });
});

test('a file for istioctl, where no agent reads it, and the command', () => {
  const { wave } = planned({ installer: 'operator' });
  const path = 'installs/east/payments/istiooperator-payments-gateway.yaml';
  expect(newFiles(wave)).toContain(path);
  expect(added(wave, 'IstioOperator')?.object.spec).toMatchObject({
    profile: 'empty',
    components: {
      ingressGateways: [
        {
          name: 'payments-gateway',
          namespace: 'payments',
          label: { 'product-gateways.io/gateway': 'payments-gateway' },
          k8s: { hpaSpec: { minReplicas: 2 } },
        },
      ],
    },
  });
  expect(wave.conditions.at(-1)?.text).toContain(
    `istioctl install --filename ${path}`,
  );
});

test.each(['chart', 'operator'] as const)(
  'what %s will make serves the hosts as the shared gateway does, and asked again there is nothing to add',
  installer => {
    const { git, plan, wave } = planned({ installer });
    expect(wave.callers.every(({ same }) => same)).toBe(true);
    const again = planIn(
      { git: mergedInto(git, plan) },
      { ...intent, installer },
    );
    expect(again.waves).toEqual([]);
  },
);

describe("the platform's defaults", () => {
  test('make the installer, the pods, the image, the revision, the oldest TLS and the annotations', () => {
    const { wave } = planned(
      {},
      {},
      {
        replicas: { min: 3, max: 9 },
        image: 'registry.my-company.io/proxyv2:1.30.1',
        revision: '1-30',
        minProtocolVersion: 'TLSV1_3',
        serviceAnnotations: { 'cloud.example/internal': 'no' },
      },
    );
    expect(added(wave, 'HorizontalPodAutoscaler')?.object.spec).toMatchObject({
      minReplicas: 3,
      maxReplicas: 9,
    });
    const { template } = added(wave, 'Deployment')?.object.spec;
    expect(template.metadata.labels['istio.io/rev']).toBe('1-30');
    expect(template.spec.containers[0].image).toBe(
      'registry.my-company.io/proxyv2:1.30.1',
    );
    expect(added(wave, 'Service')?.object.metadata.annotations).toEqual({
      'cloud.example/internal': 'no',
    });
    expect(added(wave, 'Gateway')?.object.spec.servers).toMatchObject([
      { tls: { httpsRedirect: true } },
      { tls: { minProtocolVersion: 'TLSV1_3' } },
    ]);
  });

  test('an issuer: a Certificate for each Secret that nothing in git makes', () => {
    const issuer = { kind: 'ClusterIssuer' as const, name: 'letsencrypt' };
    const { git, plan, wave } = planned({}, {}, { issuer });
    const certificate = added(wave, 'Certificate')?.object;
    expect(() => new Certificate(certificate).validate()).not.toThrow();
    expect(certificate).toMatchObject({
      metadata: { name: 'payments-cert', namespace: 'payments' },
      spec: {
        secretName: 'payments-cert',
        dnsNames: ['payments.my-company.io'],
        issuerRef: { kind: 'ClusterIssuer', name: 'letsencrypt' },
      },
    });
    const merged = mergedInto(git, plan);
    expect(planned({}, merged, { issuer }).plan.waves).toEqual([]);
  });

  test('DNS follows only on wish', () => {
    const annotation = 'external-dns.alpha.kubernetes.io/hostname';
    const annotations = (externalDns: boolean) =>
      added(planned({ externalDns }).wave, 'Service')?.object.metadata
        .annotations;
    expect(annotations(true)).toEqual({
      [annotation]: 'payments.my-company.io',
    });
    expect(annotations(false)).toBeUndefined();
  });
});
