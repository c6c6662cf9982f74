import { expect, test as base } from '@playwright/test';

/** What the framework's own Material UI pages print in development. */
const notOurs = /findDOMNode is deprecated/;

/** A test of the portal fails on an exception or an error in the browser's console, at its end, so that all of them are told. */
export const test = base.extend<{ noBrowserErrors: void }>({
  noBrowserErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('pageerror', error => errors.push(String(error)));
      page.on('console', message => {
        // What a request was answered is on the page; the test says what it expects there.
        const failedRequest = message
          .text()
          .startsWith('Failed to load resource');
        if (
          message.type() === 'error' &&
          !failedRequest &&
          !notOurs.test(message.text())
        )
          errors.push(message.text());
      });
      await use();
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
