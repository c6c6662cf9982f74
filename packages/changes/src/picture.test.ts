import { files, planIn } from './testing/company';
import { merge, planSplit, split, splitFiles } from './testing/splitWorld';
import { git, planAcross } from './testing/twoClusters';

/** The lines of a picture's side after the change, by what mermaid shows. */
function after({ waves: [{ picture }] }: ReturnType<typeof planIn>): string[] {
  const [, side] = picture.split('  subgraph after\n');
  const names = new Map(
    [...side.matchAll(/(after_\w+)\["(.*)"\]/g)].map(([, id, name]) => [
      id,
      name,
    ]),
  );
  return side
    .split('\n')
    .filter(line => line.includes('>'))
    .map(line => line.trim().replace(/after_\w+/g, id => names.get(id) ?? id));
}

test('a new gateway is there, and nobody is led to it yet', () => {
  expect(after(planIn({ git: files }))).toContain(
    'payments.my-company.io -.->|not led yet| payments/payments-gateway (new)',
  );
});

test('a wave of weights says who gets how much', () => {
  const asked = { ...split, guard: undefined };
  const shared = 'istio-system/ingressgateway';
  expect(after(planSplit({ git: splitFiles }, asked))).toEqual([
    `payments.my-company.io --> ${shared}`,
    `${shared} --> payments-web.payments`,
    `${shared} -->|"90 #37;"| payments.payments`,
    `${shared} -->|"10 #37;"| credit-card.payments`,
    `${shared} -->|"10 #37;"| direct-deposit.payments`,
  ]);
});

test('who has the header gets all, whoever has not a share', () => {
  const guarded = merge(splitFiles, planSplit({ git: splitFiles }));
  const asked = { ...split, confirmed: ['answers:east/weight-10'] };
  expect(after(planSplit({ git: guarded }, asked))).toContain(
    'istio-system/ingressgateway -->|"10 #37; or all"| credit-card.payments',
  );
});

test("a copy leads to its own cluster's services", () => {
  expect(after(planAcross({ git }))).toEqual([
    'payments.my-company.io --> payments/payments-gateway in east',
    'payments.my-company.io -.->|not led yet| payments/payments-gateway in west (new)',
    'payments/payments-gateway in east --> payments-web.payments in east & payments.payments in east',
    'payments/payments-gateway in west (new) --> payments-web.payments in west & payments.payments in west',
  ]);
});
