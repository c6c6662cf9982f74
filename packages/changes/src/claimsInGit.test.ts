import { files, intent, planIn } from './testing/company';

const host = 'payments.my-company.io';
const route = (kind: string, spec: string, labels = '') =>
  `apiVersion: ${kind}
metadata: { name: new, namespace: analytics${labels} }
spec: ${spec}
`;
const istio = 'networking.istio.io/v1\nkind: VirtualService';
const bound = `{ hosts: [${host}], gateways: [istio-system/shared] }`;

function answer(added: string) {
  const git = { ...files, 'clusters/east/analytics/new.yaml': added };
  try {
    planIn({ git, live: files }, intent);
    return 'planned';
  } catch (error) {
    return String(error);
  }
}

test.each([
  ['a VirtualService', route(istio, bound)],
  [
    'in another case',
    route(istio, bound.replace(host, 'Payments.My-Company.IO.')),
  ],
  [
    'an HTTPRoute',
    route(
      'gateway.networking.k8s.io/v1\nkind: HTTPRoute',
      `{ hostnames: [${host}] }`,
    ),
  ],
  [
    'an Ingress',
    route(
      'networking.k8s.io/v1\nkind: Ingress',
      `{ rules: [{ host: ${host} }] }`,
    ),
  ],
])(
  '%s of another product in git, not applied yet, claims the host',
  (_, added) => {
    expect(answer(added)).toMatch(
      /Analytics.*\/new in cluster east, in git and not applied yet,/,
    );
  },
);

test.each([
  [
    'a route of the product itself',
    route(istio, bound, ', labels: { product-gateways.io/product: payments }'),
  ],
  [
    'a route of sidecars alone',
    route(istio, `{ hosts: [${host}], gateways: [mesh] }`),
  ],
  ['a host that is no name', route(istio, bound.replace(host, '"a b"'))],
])('%s claims nothing', (_, added) => {
  expect(answer(added)).toBe('planned');
});
