import { ownView, restRoute, webRoute } from '../__testUtils__/sampleViews';
import { keepOnly } from './filter';

const rows: [string, { cluster?: string; search?: string }, string[]][] = [
  ['nothing set: all of them', {}, ['1', '2', '1']],
  ['a cluster', { cluster: 'west' }, []],
  ['a service', { search: 'payments-web' }, ['1']],
  ['any case, and every word', { search: 'GET  PAYMENTS-WEB' }, ['1']],
  ['words of different rows', { search: 'payments-web payments-next' }, []],
  ['the object that says so', { search: 'payments http[1]' }, ['2']],
  ['the gateway, by its name', { search: 'ingressgateway' }, ['1', '2', '1']],
];

test.each(rows)('%s', (_, { cluster = '', search = '' }, orders) => {
  const { routes } = keepOnly(ownView, { cluster, search });
  expect(routes.map(route => String(route.order))).toEqual(orders);
});

test('gateways are searched too', () => {
  const { gateways, routes } = keepOnly(ownView, {
    cluster: 'east',
    search: 'payments-gateway',
  });

  expect(gateways.map(gateway => gateway.workload.name)).toEqual([
    'payments-gateway',
  ]);
  expect(routes).not.toContain(webRoute);
  expect(routes).not.toContain(restRoute);
});
