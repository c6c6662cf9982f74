import { Page } from '@playwright/test';
import { playground } from './playground';
import { expect, test } from './portal';
import { openGateways, row } from './product';
import { merge, next, propose } from './story';

/** Another in each run: no agent deletes the namespace that one before has left. */
const name = `loyalty-${Date.now().toString(36)}`;

test.beforeAll(() => void playground('reset'));
test.afterAll(() => void playground('reset'));

test('Loyalty begins: form, preview, pull request, merge, and it is in the catalog with its gateway', async ({
  page,
  context,
}) => {
  await page.goto('/create/templates/default/new-product');
  await fillIn(page);

  await expect(
    page.getByRole('region', { name: 'What callers notice' }),
  ).toContainText(`https://${name}.my-company.io`);
  await expect(
    page.getByRole('region', { name: 'Before merging' }),
  ).toContainText(`${name}-cert`);
  const review = await propose(page, context);
  await expect(review.getByRole('heading', { level: 1 })).toContainText(
    'Make a place for Loyalty in east',
  );
  await expect(review.getByText(`catalog/${name}.yaml`).first()).toBeVisible();
  await merge(review);

  // The catalog reads the repository every few seconds, the list first and then the file.
  await expect(async () => {
    await page.goto(`/catalog/default/system/${name}`);
    await expect(
      page.getByRole('heading', { name: 'Loyalty', exact: true }),
    ).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 60_000 });

  await openGateways(page, name);
  await expect(
    page.getByRole('heading', { name: /Loyalty has a gateway of its own/ }),
  ).toBeVisible({ timeout: 20_000 });
  await expect(row(page, 'Gateways', `${name}-gateway`)).toContainText('2/2');
});

test('the name of a product that there is already is refused', async ({
  page,
}) => {
  await page.goto(
    `/create/templates/default/new-product?formData=${encodeURIComponent(
      JSON.stringify({
        name: 'payments',
        owner: 'group:default/payments-team',
        cluster: 'east',
        serviceName: 'points',
        port: 8080,
        hosts: ['points.my-company.io'],
      }),
    )}`,
  );
  await next(page, 3);
  await expect(
    page.getByText(/The catalog has system:default\/payments already/).first(),
  ).toBeVisible();
});

async function fillIn(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: /^Name/ }).fill(name);
  await page.getByRole('textbox', { name: /^Title/ }).fill('Loyalty');
  const owner = page.getByRole('combobox', { name: /Owner/ });
  // The teams may still be on their way: what is typed before they are there finds none.
  await expect(async () => {
    await owner.fill('');
    await owner.fill('Payments');
    await page
      .getByRole('option', { name: 'Payments team' })
      .click({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  await owner.press('Tab'); // Its list stays open, and hides the rest.
  await next(page);
  await page.getByRole('radio', { name: /East/ }).check({ force: true });
  await next(page);
  await page.getByRole('textbox', { name: /^Service/ }).fill('points');
  await page
    .getByRole('textbox', { name: 'Another host' })
    .fill(`${name}.my-company.io`);
  await page.getByRole('button', { name: 'Add' }).click();
  await next(page);
}
