import { parseAllDocuments } from 'yaml';
import { ChangePlan } from '../ChangePlan';
import { Refusal } from '../Refusal';
import { files, intent, planIn } from '../testing/company';
import { merge, planSplit, split, splitFiles } from '../testing/splitWorld';
import { git, intent as second, planAcross } from '../testing/twoClusters';

type Git = Readonly<Record<string, string>>;

const route = 'clusters/east/payments/virtualservice-payments.yaml';

function routeOf(http: string, gateways: string): string {
  return `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: payments, namespace: payments, labels: { product-gateways.io/product: payments } }
spec:
  hosts: [payments.my-company.io]
  gateways: [${gateways}]
  http:
${http}
    - route: [{ destination: { host: payments, port: { number: 8080 } } }]
`;
}

/** Each intent in a company whose route for payments has these rules; what git says once it is all merged, or the refusal. */
const ways: Record<string, (http: string) => Git | string> = {
  'create-gateway': http =>
    merged({ ...files, [route]: routeOf(http, 'istio-system/shared') }, now =>
      planIn({ git: now }, intent),
    ),
  'split-service': http =>
    merged(
      { ...splitFiles, [route]: routeOf(http, 'istio-system/shared') },
      now => planSplit({ git: now }, split),
    ),
  'add-cluster': http =>
    merged(
      {
        ...git,
        [route]: routeOf(http, 'istio-system/shared, payments-gateway'),
      },
      now => planAcross({ git: now }, second),
    ),
};

function merged(start: Git, planned: (git: Git) => ChangePlan): Git | string {
  let now = start;
  for (;;) {
    try {
      const plan = planned(now);
      if (!plan.waves.length) return now;
      now = merge(now, plan);
    } catch (error) {
      if (error instanceof Refusal) return error.message;
      throw error;
    }
  }
}

describe.each(Object.entries(ways))('%s', (_, way) => {
  const dangerous = `    - match: [{ uri: { prefix: /out } }]
      redirect: { authority: evil.example, uri: "javascript:alert(1)" }
    - match: [{ uri: { prefix: /set } }]
      headers: { request: { set: { x-admin: "true" } } }
      rewrite: { uri: //evil.example }
      route: [{ destination: { host: payments, port: { number: 8080 } } }]`;

  test('redirects, rewrites and headers that routes have stay what they are, and none is added', () => {
    const after = way(dangerous);
    if (typeof after === 'string') throw new Error(after);
    const allowed = [
      // What add-cluster leads callers of its internal host by.
      '"headers":{"idempotency-key":{}}',
      '"rewrite":{"authority":"payments.my-company.io"}',
      '"redirect":{"authority":"evil.example","uri":"javascript:alert(1)"}',
      '"headers":{"request":{"set":{"x-admin":"true"}}}',
      '"rewrite":{"uri":"//evil.example"}',
    ];
    const found = Object.values(after)
      .flatMap(text => parseAllDocuments(text))
      .flatMap(document => pieces(document.toJS()));
    expect(found.filter(piece => !allowed.includes(piece))).toEqual([]);
  });

  test.each([
    ['(a+)+$', 'a path that takes a backtracking engine for ever'],
    ['/(x+x+)+y', 'the same inside a path'],
    [`/(${'a?'.repeat(60)})${'a'.repeat(60)}`, 'many optional parts'],
    [`/${'[a-z]{1,30}'.repeat(3)}`, 'repetitions'],
    [`/${'a'.repeat(20_000)}`, 'a very long expression'],
    ['/(?=a)b', 'what RE2 does not know'],
    ['/([', 'what is no expression'],
  ])('a route with a regex, %#: answered in time', regex => {
    const start = performance.now();
    way(`    - match: [{ uri: { regex: ${JSON.stringify(
      regex,
    )} } }, { uri: { exact: /${'a'.repeat(2000)}! } }]
      route: [{ destination: { host: payments-web, port: { number: 8080 } } }]`);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

/** Every redirect, rewrite and change of headers in a value, as JSON. */
function pieces(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) =>
    ['redirect', 'rewrite', 'headers'].includes(key) && !Array.isArray(value)
      ? [`"${key}":${JSON.stringify(below)}`]
      : pieces(below),
  );
}
