import { UnseenKind } from '@product-gateways/mesh';
import { Refusal } from '../Refusal';
import { clusterOf, files, intent as create, planIn } from '../testing/company';
import { liveOf, planSplit, split, splitFiles } from '../testing/splitWorld';
import { git, intent as add, planAcross } from '../testing/twoClusters';

const virtualServices: UnseenKind = {
  group: 'networking.istio.io',
  kind: 'VirtualService',
  reason: 'forbidden',
};
const hosts = ['pay.my-company.io'];

function refusalOf(plan: () => unknown): string {
  try {
    plan();
  } catch (error) {
    if (error instanceof Refusal) return `${error.reason}: ${error.message}`;
    throw error;
  }
  return 'It was not refused';
}

const creating = (...unseen: UnseenKind[]) =>
  refusalOf(() =>
    planIn(
      { git: files, change: snapshot => snapshot.withUnseen(unseen) },
      { ...create, hosts },
    ),
  );

describe('what serves a host is not known where routes are not seen', () => {
  const unknown =
    /^conflict: It is not known what serves pay.my-company.io in cluster east: the portal may not read VirtualServices there\. A platform engineer grants/;

  test.each([
    ['a new gateway', () => creating(virtualServices)],
    [
      'a split',
      () =>
        refusalOf(() =>
          planSplit(
            {
              git: splitFiles,
              live: liveOf(splitFiles).withUnseen([virtualServices]),
            },
            { ...split, hosts },
          ),
        ),
    ],
    [
      'a second cluster',
      () =>
        refusalOf(() =>
          planAcross(
            {
              git,
              change: snapshot => snapshot.withUnseen([virtualServices]),
            },
            { ...add, hosts },
          ),
        ),
    ],
  ])('%s', (_, refusal) => expect(refusal()).toMatch(unknown));

  test('though another gateway is seen to serve it in part', () => {
    const asked = {
      ...create,
      hosts: ['payments.my-company.io', 'pay.my-company.io'],
    };
    const change = () => clusterOf(files).withUnseen([virtualServices]);
    expect(refusalOf(() => planIn({ git: files, change }, asked))).toMatch(
      unknown,
    );
  });

  test('each kind once, though both APIs have a Gateway', () => {
    const gateway = { ...virtualServices, kind: 'Gateway' };
    expect(
      creating(
        gateway,
        { ...gateway, group: 'gateway.networking.k8s.io' },
        { group: 'networking.k8s.io', kind: 'Ingress', reason: 'forbidden' },
      ),
    ).toContain('may not read Gateways, Ingresses there');
  });

  test('a list that fails is no matter of rights', () => {
    expect(creating({ ...virtualServices, reason: 'failing' })).toMatch(
      /^conflict: .*: reading VirtualServices there fails\. Try again/,
    );
  });
});

test('nor whether a Service is there where Services are not seen', () => {
  const services: UnseenKind = {
    group: '',
    kind: 'Service',
    reason: 'failing',
  };
  const live = liveOf(splitFiles).withUnseen([services]);
  const to = { namespace: 'payments', name: 'refunds' };
  expect(
    refusalOf(() =>
      planSplit({ git: splitFiles, live }, { ...split, parts: [{ to }] }),
    ),
  ).toMatch(
    /^conflict: It is not known whether Service payments\/refunds is in cluster east: reading Services there fails/,
  );
});

test.each<UnseenKind>([
  { ...virtualServices, reason: 'not-installed' },
  { group: '', kind: 'Secret', reason: 'forbidden' },
])('%j hides nothing that serves', kind => {
  expect(creating(kind)).toMatch(/^not-found: No gateway in cluster east/);
});
