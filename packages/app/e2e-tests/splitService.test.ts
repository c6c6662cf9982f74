import { playground } from './playground';
import { expect, test } from './portal';
import { openGateways, row } from './product';
import {
  continueToTheEnd,
  giveOwnGateway,
  merge,
  next,
  propose,
} from './story';

test.beforeAll(() => void playground('reset'));
test.afterAll(() => void playground('reset'));

test('payments is split into credit-card and direct-deposit, in waves, and the page follows', async ({
  page,
  context,
}) => {
  test.setTimeout(600_000);
  await giveOwnGateway(page, context);
  await page
    .getByRole('link', {
      name: 'Split payments into credit-card and direct-deposit',
    })
    .first()
    .click();

  // Product, cluster, Service and hosts are filled in from what is live.
  await next(page);
  await expect(
    page.getByRole('radio', { name: 'payments/payments:8080, 2/2 ready' }),
  ).toBeChecked();
  await next(page);
  const paths = page.getByRole('textbox', { name: "Path's value" });
  await paths.nth(0).fill('/cards');
  await paths.nth(1).fill('/deposits');
  await next(page);
  await page.getByText('First only requests with a header').click();
  await page.getByText('At once').click();
  await next(page);

  await expect(page.getByRole('region', { name: 'Wave 1 of 3' })).toContainText(
    'x-preview',
  );
  await expect(
    page.getByRole('region', { name: 'What callers notice' }),
  ).toContainText('credit-card.payments:8080');
  const review = await propose(page, context);
  await expect(review.getByText('direct-deposit').first()).toBeVisible();
  await openGateways(page, 'payments');
  // Pull requests are no news of a cluster: the page asks for them now and then.
  await expect(page.getByText(/is in review\.$/).first()).toBeVisible({
    timeout: 60_000,
  });
  await merge(review);

  await continueToTheEnd(page, context, { waves: 3, pages: 4 });

  await openGateways(page, 'payments');
  const own = row(page, 'Hosts and routes', 'payments-gateway');
  await expect(own.filter({ hasText: '/cards/…' })).toContainText(
    'credit-card:8080',
    { timeout: 30_000 },
  );
  await expect(own.filter({ hasText: '/deposits/…' })).toContainText(
    'direct-deposit:8080',
  );
  await expect(page.getByText('Changes in flight')).toBeHidden({
    timeout: 60_000,
  });
});

test('a path without its slash, and a row that is never tried, hold the form up', async ({
  page,
}) => {
  const to = (name: string) => ({ namespace: 'payments', name, port: 8080 });
  const form = {
    product: 'system:default/payments',
    cluster: 'east',
    hosts: ['payments.my-company.io'],
    service: to('payments'),
    parts: [
      { path: { type: 'prefix', value: '/cards' }, to: to('credit-card') },
      {
        path: { type: 'prefix', value: '/cards/new' },
        to: to('direct-deposit'),
      },
    ],
  };
  await page.goto(
    `/create/templates/default/split-service?formData=${encodeURIComponent(
      JSON.stringify(form),
    )}`,
  );
  await next(page, 2);
  await expect(
    page.getByText(/^Row 1 takes all of these requests/),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Move row 2 up' }).press('Enter');
  await expect(
    page.getByText(/^Row 1 takes all of these requests/),
  ).toBeHidden();

  await page.getByRole('textbox', { name: "Path's value" }).first().fill('new');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(
    page.getByText(/Write a path that begins with \//).first(),
  ).toBeVisible();
});
