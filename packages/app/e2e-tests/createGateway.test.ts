import { playground } from './playground';
import { expect, test } from './portal';
import { openGateways, row } from './product';

test.beforeAll(() => void playground('reset'));
test.afterAll(() => void playground('reset'));

test('Payments gets a gateway of its own: button, form, preview, pull request, merge, and the page follows', async ({
  page,
  context,
}) => {
  await openGateways(page, 'payments');
  await page
    .getByRole('link', { name: 'Give Payments its own gateway' })
    .first()
    .click();

  // The form is filled in from what is live.
  await expect(page.getByRole('button', { name: /Product/ })).toContainText(
    'Payments',
  );
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('radio', { name: /East/ })).toBeChecked();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(
    page.getByRole('checkbox', { name: /payments\.my-company\.io/ }),
  ).toBeChecked();
  await page.getByRole('button', { name: 'Next' }).click();

  const callers = page.getByRole('region', { name: 'What callers notice' });
  await expect(callers).toContainText(
    'Nothing: every request is answered as before.',
  );
  await expect(
    page.getByRole('region', { name: 'Before merging' }),
  ).toContainText('payments-cert');
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Open pull request' }).click();

  const [review] = await Promise.all([
    context.waitForEvent('page'),
    page
      .getByRole('link', { name: /pull request/i })
      .first()
      .click({ timeout: 60_000 }),
  ]);
  await expect(review.getByRole('heading', { level: 1 })).toContainText(
    'Give Payments its own gateway in east',
  );
  await expect(
    review.getByText('payments/payments-gateway').first(),
  ).toBeVisible();

  await openGateways(page, 'payments');
  await review.getByRole('button', { name: 'Merge' }).click();
  await expect(
    page.getByRole('heading', { name: /Payments has a gateway of its own/ }),
  ).toBeVisible({ timeout: 20_000 });
  await expect(row(page, 'Gateways', 'payments-gateway')).toContainText('2/2');
  await expect(row(page, 'Gateways', 'istio-ingressgateway')).toContainText(
    'with Analytics',
  );
});

test('asked again there is nothing to change', async ({ page }) => {
  await page.goto(
    `/create/templates/default/create-gateway?formData=${encodeURIComponent(
      JSON.stringify({
        product: 'system:default/payments',
        cluster: 'east',
        hosts: ['payments.my-company.io'],
      }),
    )}`,
  );
  for (let i = 0; i < 3; i++)
    await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('Nothing to change')).toBeVisible();
});

test('a host of another product is refused with that product’s name', async ({
  page,
}) => {
  await page.goto(
    `/create/templates/default/create-gateway?formData=${encodeURIComponent(
      JSON.stringify({
        product: 'system:default/payments',
        cluster: 'east',
        hosts: ['Analytics.my-company.io.'],
      }),
    )}`,
  );
  for (let i = 0; i < 3; i++)
    await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText(/belongs to .*analytics/i).first()).toBeVisible();
});

test('a developer of Payments is not offered Analytics', async ({ page }) => {
  await page.goto('/create/templates/default/create-gateway');
  await page.getByRole('button', { name: /Product/ }).click();
  await expect(page.getByRole('option')).toHaveText(['Payments']);
});
