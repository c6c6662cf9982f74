import { playground } from './playground';
import { expect, test } from './portal';
import { cluster, openGateways, row } from './product';

test.beforeEach(() => void playground('reset'));
test.afterAll(() => void playground('reset'));

const shared = 'istio-ingressgateway';

test('a product’s page says where it stands, and why', async ({ page }) => {
  await openGateways(page, 'payments');
  await expect(
    page.getByRole('heading', {
      name: 'Payments shares its gateway with Analytics',
    }),
  ).toBeVisible();
  await page.getByText('How we know').click();
  await expect(
    page.getByText(/istio-system\/istio-ingressgateway/).first(),
  ).toBeVisible();

  const gateway = row(page, 'Gateways', shared);
  await expect(gateway).toHaveCount(1);
  await expect(gateway).toContainText('with Analytics');
  await expect(gateway).toContainText('443 HTTPS');
  await expect(gateway).toContainText('payments.my-company.io');
  await expect(
    row(page, 'Hosts and routes', 'payments-web:8080'),
  ).toContainText('VirtualService payments/payments');
});

test('each System of the story stands where the story has it', async ({
  page,
}) => {
  for (const [system, headline] of [
    ['analytics', /Analytics shares its gateway with Payments/],
    ['orders', /Orders has a gateway of its own/],
    ['reports', /Reports .*Ingress/],
  ] as const) {
    await openGateways(page, system);
    await expect(
      page.getByRole('heading', { name: headline }),
      system,
    ).toBeVisible();
  }
});

test('a change in a cluster is on the open page within a second, and takes neither focus nor scroll', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 500 });
  await openGateways(page, 'payments');
  const search = page.getByRole('searchbox');
  await search.focus();
  const scrolled = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('*')].map(e => e.scrollTop).filter(Boolean),
    );
  const before = await scrolled();

  const gateway = row(page, 'Gateways', shared);
  await expect(gateway).toContainText('2/2');
  playground('edit', 'scale', 'east', `istio-system/${shared}`, '3');
  await expect(gateway).toContainText('3/3', { timeout: 1_000 });

  await expect(search).toBeFocused();
  expect(await scrolled()).toEqual(before);
});

test('a cluster that stops is said to be stale, the other stays live, and it comes back by itself', async ({
  page,
}) => {
  await openGateways(page, 'payments');
  const west = cluster(page, 'West');
  const east = cluster(page, 'East');
  await expect(west).toContainText('live');

  playground('break', 'stop', 'west');
  await expect(west).toContainText('stale', { timeout: 20_000 });
  await expect(east).toContainText('live');

  playground('heal', 'west');
  await expect(west).toContainText('live', { timeout: 45_000 });
});

test('a kind that may not be read makes a cluster partial, and names the kind', async ({
  page,
}) => {
  // A right that comes back is noticed within half a minute, later where the connection has just failed often.
  test.setTimeout(180_000);
  await openGateways(page, 'payments');
  const west = cluster(page, 'West');
  playground('break', 'forbid', 'west', 'virtualservices');
  await expect(west).toContainText('partial', { timeout: 60_000 });
  await expect(west).toContainText('(forbidden)', { timeout: 60_000 });
  await expect(west).toContainText('virtualservices.networking.istio.io');
  playground('heal', 'west');
  await expect(west).toContainText('live', { timeout: 90_000 });
});

test('an entity that is not in the catalog, and a system without gateways, say so', async ({
  page,
}) => {
  await page.goto('/catalog/default/system/nobody/gateways');
  await expect(page.getByText(/not found/i).first()).toBeVisible();
});
