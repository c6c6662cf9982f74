import { playground } from './playground';
import { expect, test } from './portal';
import { openGateways, row } from './product';
import {
  confirmAll,
  continueToTheEnd,
  giveOwnGateway,
  merge,
  next,
  propose,
} from './story';

test.beforeAll(() => void playground('reset'));
test.afterAll(() => void playground('reset'));

const form = {
  product: 'system:default/payments',
  from: 'east',
  cluster: 'west',
  hosts: ['payments.my-company.io'],
};
const addCluster = `/create/templates/default/add-cluster?formData=${encodeURIComponent(
  JSON.stringify(form),
)}`;

test('without a gateway of its own there is nothing to copy', async ({
  page,
}) => {
  await page.goto(addCluster);
  await expect(page.getByRole('radio', { name: /East/ })).toBeDisabled();
});

test('Payments is served from west too, in waves, and the page follows', async ({
  page,
  context,
}) => {
  test.setTimeout(600_000);
  await giveOwnGateway(page, context);
  await page.goto(addCluster);
  await next(page, 2);
  await confirmAll(page);
  const wave = page.getByRole('region', { name: /^Wave 1 of/ });
  const [, waves] = /of (\d+)/.exec(await wave.innerText()) ?? [];
  await merge(await propose(page, context));
  await openGateways(page, 'payments');
  await expect(
    row(page, 'Gateways', 'payments-gateway').filter({ hasText: /West/ }),
  ).toContainText('2/2', { timeout: 30_000 });

  await continueToTheEnd(page, context, { waves: Number(waves), pages: 2 });

  await openGateways(page, 'payments');
  await expect(page.getByText('Changes in flight')).toBeHidden({
    timeout: 60_000,
  });
});
