import { Page, expect } from '@playwright/test';

/** Opens the Gateways tab of a System, and waits until it says where the product stands. */
export async function openGateways(page: Page, system: string): Promise<void> {
  await page.goto(`/catalog/default/system/${system}/gateways`);
  await expect(
    page.getByRole('region', { name: 'Hosts and routes' }),
  ).toBeVisible({ timeout: 30_000 });
}

/** A row of a table by a text in it. */
export const row = (page: Page, table: string, text: string | RegExp) =>
  page
    .getByRole('grid', { name: table })
    .getByRole('row')
    .filter({ hasText: text });

/** The line of a cluster, by its title. */
export const cluster = (page: Page, title: string) =>
  page
    .getByRole('region', { name: 'Clusters' })
    .getByRole('listitem')
    .filter({ hasText: new RegExp(`^${title}`) });
