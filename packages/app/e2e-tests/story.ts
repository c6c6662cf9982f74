import { BrowserContext, Page, expect } from '@playwright/test';
import { openGateways } from './product';

/** A gateway of its own, as the story's later chapters find it. */
export async function giveOwnGateway(page: Page, context: BrowserContext) {
  await openGateways(page, 'payments');
  await page
    .getByRole('link', { name: 'Give Payments its own gateway' })
    .first()
    .click();
  await next(page, 3);
  await merge(await propose(page, context));
  await openGateways(page, 'payments');
  await expect(
    page.getByRole('heading', { name: /Payments has a gateway of its own/ }),
  ).toBeVisible({ timeout: 20_000 });
}

/** On by so many pages of the form. */
export async function next(page: Page, pages = 1): Promise<void> {
  const active = page.locator('.MuiStepLabel-active');
  for (let i = 0; i < pages; i++) {
    const title = await active.innerText();
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(active).not.toHaveText(title);
  }
}

/** From the preview to the pull request's page on the forge. */
export async function propose(
  page: Page,
  context: BrowserContext,
): Promise<Page> {
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Open pull request' }).click();
  const link = page.getByRole('link', { name: /pull request/i }).first();
  await link.waitFor({ timeout: 60_000 });
  const [review] = await Promise.all([
    context.waitForEvent('page'),
    link.click(),
  ]);
  return review;
}

export async function merge(review: Page): Promise<void> {
  await review.getByRole('button', { name: 'Merge' }).click();
  await expect(review.getByText('Merged by')).toBeVisible();
  await review.close();
}

/** Says yes to what nobody but a person can observe. */
export async function confirmAll(page: Page): Promise<void> {
  await expect(
    page.getByRole('region', { name: 'What callers notice' }),
  ).toBeVisible({ timeout: 30_000 });
  const open = page
    .getByRole('region', { name: /^Before/ })
    .getByRole('checkbox', { checked: false });
  while ((await open.count()) > 0) {
    const left = await open.count();
    await open.first().press('Space');
    await expect(open).toHaveCount(left - 1);
  }
}

/** Brings what was begun to its end, wave by wave, as the page offers them. */
export async function continueToTheEnd(
  page: Page,
  context: BrowserContext,
  { waves, pages }: { waves: number; pages: number },
): Promise<void> {
  for (let wave = 2; wave <= waves; wave++) {
    await openGateways(page, 'payments');
    await page
      .getByRole('link', { name: `Continue: wave ${wave} of ${waves}` })
      .click({ timeout: 60_000 });
    await next(page, pages);
    await confirmAll(page);
    await expect(
      page.getByRole('region', { name: `Wave ${wave} of ${waves}` }),
    ).toBeVisible();
    await expect(page.getByText(/has to wait$/)).toBeHidden({
      timeout: 90_000,
    });
    await merge(await propose(page, context));
  }
}
