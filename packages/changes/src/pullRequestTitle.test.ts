import { pullRequestTitle } from './pullRequestTitle';
import { files, planIn } from './testing/company';
import { planSplit, split, splitFiles } from './testing/splitWorld';
import { git, plansFor } from './testing/twoClusters';

const titles = (plan: ReturnType<typeof planIn>) =>
  plan.waves.map(wave => pullRequestTitle(plan, wave));

test('of several waves each says which it is', () => {
  const all = titles(planSplit({ git: splitFiles }));
  expect(all).toEqual([
    'Split payments/payments in east: payments/credit-card and payments/direct-deposit (1 of 6: Lead requests with header…)',
    'Split payments/payments in east: payments/credit-card and payments/direct-deposit (2 of 6: Lead 10 % of what moves…)',
    'Split payments/payments in east: payments/credit-card and payments/direct-deposit (3 of 6: Lead 50 % of what moves…)',
    'Split payments/payments in east: payments/credit-card and payments/direct-deposit (4 of 6: Lead 100 % of what moves…)',
    'Split payments/payments in east: payments/credit-card and payments/direct-deposit (5 of 6: Take away what only the way…)',
    'Split payments/payments in east: payments/credit-card and payments/direct-deposit (6 of 6: Retire payments/payments…)',
  ]);
});

test('numbers stay when the waves before are merged', () => {
  expect(plansFor(git).map(plan => titles(plan)[0])).toEqual([
    'Let the gateway of Payments in east be in west too (1 of 3: Copy the gateway payments/payments-gateway from east to…)',
    'Let the gateway of Payments in east be in west too (2 of 3: Let the mesh reach the gateways in east and west as…)',
    'Let the gateway of Payments in east be in west too (3 of 3: Lead callers of payments.mesh.internal to the gateways)',
    undefined,
  ]);
});

test('without room for a word the number is enough', () => {
  const plan = planSplit({ git: splitFiles }, { ...split, retire: false });
  const long = { ...plan, title: 'a'.repeat(120) };
  expect(titles(long)[0]).toBe(`${long.title} (1 of 5)`);
});

test('a single wave has the title of its plan', () => {
  expect(titles(planIn({ git: files }))).toEqual([
    'Give Payments its own gateway in east',
  ]);
});
