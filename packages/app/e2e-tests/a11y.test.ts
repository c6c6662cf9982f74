import AxeBuilder from '@axe-core/playwright';
import { playground } from './playground';
import { expect, test } from './portal';
import { openGateways } from './product';

test.beforeAll(() => void playground('reset'));

for (const theme of ['light', 'dark'] as const) {
  test(`our part of every page passes axe in the ${theme} theme`, async ({
    page,
  }) => {
    await page.addInitScript(
      mode => localStorage.setItem('theme', mode),
      theme,
    );
    for (const system of ['payments', 'orders', 'reports']) {
      await openGateways(page, system);
      await expect(page.locator('body')).toHaveAttribute(
        'data-theme-mode',
        theme,
      );
      await page.getByText('How we know').click();
      const { violations } = await new AxeBuilder({ page })
        .include('main article, main')
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'])
        .disableRules(['region']) // The framework's own header has one.
        .analyze();
      expect(
        violations.map(
          ({ id, nodes }) =>
            `${id}: ${nodes
              .map(n => n.html)
              .join(' ')
              .slice(0, 300)}`,
        ),
        system,
      ).toEqual([]);
    }
  });
}
